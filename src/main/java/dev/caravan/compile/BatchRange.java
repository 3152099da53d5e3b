package dev.caravan.compile;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** Batches by when they were extracted. */
public record BatchRange(Instant from, Instant until) {
    public BatchRange {
        requireNonNull(from, "from is null");
        requireNonNull(until, "until is null");
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a range ends after it begins: " + from + ", " + until);
        }
    }
}
