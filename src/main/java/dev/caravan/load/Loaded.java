package dev.caravan.load;

import static java.util.Objects.requireNonNull;

import dev.caravan.landing.Batch;
import java.time.Duration;

/** A batch that stands in its raw table and in the ledger; {@code rows} equals the rows that its manifest names. */
public record Loaded(Batch batch, long rows, Duration took) {
    public Loaded {
        requireNonNull(batch, "batch is null");
        requireNonNull(took, "took is null");
    }
}
