package dev.caravan.load;

import static java.util.Objects.requireNonNull;

import dev.caravan.landing.BatchId;

/** A batch that stands in its raw table and in the ledger; {@code rows} equals the rows that its manifest names. */
public record Loaded(BatchId batch, long rows) {
    public Loaded {
        requireNonNull(batch, "batch is null");
    }
}
