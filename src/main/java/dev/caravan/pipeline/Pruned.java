package dev.caravan.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** What left the landing of one dataset, or would: loaded batches, from the oldest to the newest. */
public record Pruned(String dataset, int batches, long sizeBytes, Instant oldest, Instant newest) {
    public Pruned {
        requireNonNull(dataset, "dataset is null");
        requireNonNull(oldest, "oldest is null");
        requireNonNull(newest, "newest is null");
    }
}
