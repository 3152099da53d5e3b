package dev.caravan.cluster;

/**
 * Whose account is worked in, as STS tells it, and where. Its number is no secret and still nobody's business: it stands in
 * policies and ARNs, and in no log.
 *
 * @param partition {@code aws}, or {@code aws-cn} and {@code aws-us-gov} in the countries of their own
 */
record Account(String id, String partition, String region) {

    /** The ARN of something of this account in this region. */
    String arn(String service, String thing) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + id + ":" + thing;
    }

    @Override
    public String toString() {
        return "account in " + region;
    }
}
