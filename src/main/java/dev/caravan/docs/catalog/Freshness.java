package dev.caravan.docs.catalog;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** The newest batch of a dataset that is loaded. */
public record Freshness(Instant loadedAt, String batchId) {
    public Freshness {
        requireNonNull(loadedAt, "loadedAt is null");
        requireNonNull(batchId, "batchId is null");
    }
}
