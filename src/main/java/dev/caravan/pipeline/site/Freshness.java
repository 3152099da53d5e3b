package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** The newest batch of a dataset that is loaded. */
public record Freshness(String batchId, Instant loadedAt) {
    public Freshness {
        requireNonNull(batchId, "batchId is null");
        requireNonNull(loadedAt, "loadedAt is null");
    }
}
