package dev.caravan.landing;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * One file of a batch as it lies in the landing.
 *
 * @param name such as {@code part-00000.csv.zst}
 * @param rows without the header line
 * @param sha256 of the compressed bytes, in lower-case hexadecimal digits
 */
public record Part(String name, long rows, long sizeBytes, String sha256) {
    // whoever can write to the landing must not make the load read elsewhere
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    public Part {
        requireNonNull(name, "name is null");
        requireNonNull(sha256, "sha256 is null");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of a part");
        }
        if (rows < 0 || sizeBytes < 0) {
            throw new IllegalArgumentException("negative: " + rows + " rows, " + sizeBytes + " bytes");
        }
    }
}
