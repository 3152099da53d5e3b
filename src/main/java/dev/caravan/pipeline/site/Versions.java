package dev.caravan.pipeline.site;

import dev.caravan.project.CaravanException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells whether data may have changed since they were last looked at. Asks the warehouse once a second at most, and besides
 * whenever it is told that a command is over.
 */
final class Versions {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    // ids rise with time, so the newest run, the newest run of nodes and the batches tell of every change
    private static final String NEWEST =
            """
            select
                coalesce((select max(run_id) from caravan.run), '-') || '.'
                || coalesce((select max(run_id) from caravan.node_result), '-'),
                coalesce((select max(batch_id) || '.' || cast(count(*) as varchar(20)) from caravan.ledger), '-')
            """;

    private final Looking looking;
    private final ReentrantLock asking = new ReentrantLock();
    private final AtomicLong commandsOver = new AtomicLong();
    private volatile Known known = new Known(new Version("", ""), 0, -1);
    private long unknown;

    /**
     * @param built another text wherever models may have been built or a command has ended
     * @param loaded another text wherever batches may have been loaded
     */
    record Version(String built, String loaded) {
        /** Another text wherever anything may have changed. */
        String all() {
            return built + "." + loaded;
        }
    }

    /** @param commandsOver as many as were over before it was asked */
    private record Known(Version version, long askedAt, long commandsOver) {
        private boolean isFresh() {
            return System.nanoTime() - askedAt < LOOK_AGAIN.toNanos();
        }
    }

    Versions(Looking looking) {
        this.looking = looking;
    }

    /**
     * What was known before counts as long as somebody asks: a warehouse that is slow to tell holds up one reader. It counts no
     * longer for those who ask after a command was over: they wait.
     */
    Version current() {
        Known before = known;
        boolean stands = stands(before);
        if (stands && before.isFresh()) {
            return before.version();
        }
        if (!stands) {
            asking.lock();
        } else if (!asking.tryLock()) {
            return before.version();
        }
        try {
            if (!stands(known) || !known.isFresh()) {
                long over = commandsOver.get();
                known = new Known(ask(over), System.nanoTime(), over);
            }
            return known.version();
        } finally {
            asking.unlock();
        }
    }

    /** Whoever asks from now on hears of everything that was changed until now. */
    void commandOver() {
        commandsOver.incrementAndGet();
    }

    /** Asks nobody. */
    long commandsOver() {
        return commandsOver.get();
    }

    private boolean stands(Known some) {
        return some.commandsOver() == commandsOver.get();
    }

    private Version ask(long over) {
        try {
            return looking.reads()
                    .read(transaction -> transaction.query(
                            NEWEST,
                            row -> new Version(
                                    over + "." + row.text(1).orElseThrow(),
                                    row.text(2).orElseThrow())))
                    .get(0);
        } catch (CaravanException e) {
            // Not there yet, or not to be read: nothing is known, so whatever is remembered counts for a second.
            return new Version("unknown " + ++unknown, "");
        }
    }
}
