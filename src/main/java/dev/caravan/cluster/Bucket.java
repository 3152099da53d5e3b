package dev.caravan.cluster;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the landing lies, for the role that may read it and nothing else.
 *
 * @param prefix of its keys, with a slash at the end, or empty for the whole bucket
 */
record Bucket(String name, String prefix) {
    private static final Pattern URI =
            Pattern.compile("s3://([A-Za-z0-9][A-Za-z0-9._-]+)(?:/((?:[A-Za-z0-9!_.*'()=-]+/)*))?");

    static Optional<Bucket> parse(String uri) {
        Matcher form = URI.matcher(uri.endsWith("/") ? uri : uri + "/");
        return form.matches()
                ? Optional.of(new Bucket(
                        form.group(1), Optional.ofNullable(form.group(2)).orElse("")))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "s3://" + name + "/" + prefix;
    }
}
