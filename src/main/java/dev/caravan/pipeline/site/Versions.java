package dev.caravan.pipeline.site;

import dev.caravan.project.CaravanException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** Tells whether data may have changed since it was last looked at. Asks the warehouse once a second at most. */
final class Versions {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    // ids rise with time, so the newest run, the newest run of nodes and the batches tell of every change
    private static final String NEWEST =
            """
            select
                coalesce((select max(run_id) from caravan.run), '-') || '.'
                || coalesce((select max(run_id) from caravan.node_result), '-') || '.'
                || coalesce((select max(batch_id) || '.' || cast(count(*) as varchar(20)) from caravan.ledger), '-')
            """;

    private final Looking looking;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known = new Known("", 0);
    private long unknown;

    private record Known(String version, long askedAt) {
        private boolean isFresh() {
            return !version.isEmpty() && System.nanoTime() - askedAt < LOOK_AGAIN.toNanos();
        }
    }

    Versions(Looking looking) {
        this.looking = looking;
    }

    /** What was known before counts as long as somebody asks: a warehouse that is slow to tell holds up one reader. */
    String current() {
        Known before = known;
        if (before.isFresh()) {
            return before.version();
        }
        if (before.version().isEmpty()) {
            asking.lock();
        } else if (!asking.tryLock()) {
            return before.version();
        }
        try {
            if (!known.isFresh()) {
                known = new Known(ask(), System.nanoTime());
            }
            return known.version();
        } finally {
            asking.unlock();
        }
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
