package dev.caravan.standin;

/** {@code s3://bucket/key}. */
record S3Url(String bucket, String key) {

    static S3Url parse(String text) {
        int slash = text.indexOf('/', "s3://".length());
        if (!text.startsWith("s3://") || slash < 0) {
            throw Refusal.of("XX000", "Invalid S3 path '" + text + "'");
        }
        return new S3Url(text.substring("s3://".length(), slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
