package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import dev.caravan.landing.BatchId;
import java.time.Instant;

/** The newest batch of a dataset that is loaded. */
public record Freshness(String batchId, Instant loadedAt) {
    public Freshness {
        requireNonNull(batchId, "batchId is null");
        requireNonNull(loadedAt, "loadedAt is null");
    }

    /** When the batch was polled. */
    public Instant openedAt() {
        return new BatchId(batchId).openedAt();
    }
}
