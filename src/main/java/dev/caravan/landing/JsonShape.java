package dev.caravan.landing;

import static java.util.Objects.requireNonNull;

/**
 * How the records of a dataset stand in a JSON answer.
 *
 * @param pointer where they stand (RFC 6901), such as {@code /data}; empty for the whole answer
 * @param single whether an object is one record even where its first value is an object, which otherwise tells an object
 *     of records
 */
public record JsonShape(String pointer, boolean single) {
    public JsonShape {
        requireNonNull(pointer, "pointer is null");
    }
}
