package dev.caravan.pipeline.site;

import dev.caravan.project.CaravanException;
import java.time.Duration;
import java.util.Optional;

/** Tells whether data may have changed since it was last looked at. Asks the warehouse once a second at most. */
final class Versions {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    // ids rise with time, so the newest run, the newest run of nodes and the newest batch tell of every change
    private static final String NEWEST =
            """
            select
                coalesce((select max(run_id) from caravan.run), '-') || '.'
                || coalesce((select max(run_id) from caravan.node_result), '-') || '.'
                || coalesce((select max(batch_id) from caravan.ledger), '-')
            """;

    private final Looking looking;
    private Optional<String> current = Optional.empty();
    private long lookedAt;
    private long unknown;

    Versions(Looking looking) {
        this.looking = looking;
    }

    synchronized String current() {
        if (current.isPresent() && System.nanoTime() - lookedAt < LOOK_AGAIN.toNanos()) {
            return current.get();
        }
        current = Optional.of(ask());
        lookedAt = System.nanoTime();
        return current.get();
    }

    private String ask() {
        try {
            return looking.reads()
                    .read(transaction ->
                            transaction.query(NEWEST, row -> row.text(1).orElseThrow()))
                    .get(0);
        } catch (CaravanException e) {
            // Not there yet, or not to be read: nothing is known, so whatever is remembered counts for a second.
            return "unknown " + ++unknown;
        }
    }
}
