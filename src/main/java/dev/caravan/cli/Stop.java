package dev.caravan.cli;

import dev.caravan.camel.Standalone;
import dev.caravan.pipeline.Caravan;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a process that stays ends: the first signal lets the run in hand finish within a time, the second one cancels it, as
 * does the end of that time; the third ends the process where it stands.
 */
final class Stop {
    private static final Logger log = LoggerFactory.getLogger(Stop.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    /** How long statements may take to be cancelled and rolled back. */
    private static final Duration ROLLBACK = Duration.ofSeconds(20);

    private static final int FAILED = 1;

    private final Duration timeout;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch askedAgain = new CountDownLatch(1);

    /** @param timeout zero cancels at the first signal */
    Stop(Duration timeout) {
        this.timeout = timeout;
    }

    /** Takes a signal, on whatever thread it comes. */
    synchronized void ask(Signals.Received signal) {
        if (asked.getCount() > 0) {
            log.info("stopping on {}", signal.name());
            asked.countDown();
        } else if (askedAgain.getCount() > 0) {
            log.info("{} again: stopping without waiting any longer", signal.name());
            askedAgain.countDown();
        } else {
            // as kill -9, which the landing and the ledger stand
            Runtime.getRuntime().halt(signal.exitCode());
        }
    }

    /** Waits for the wish to stop and grants it. Nothing runs any more on return, and everything is still open. */
    void await(Caravan caravan, Standalone standalone) throws InterruptedException {
        asked.await();
        standalone.stopTriggers();
        caravan.shut();
        if (finishes(caravan)) {
            return;
        }
        log.info("cancelling what is going on");
        if (!caravan.cancel(ROLLBACK)) {
            log.error(
                    "what is going on did not end within {} s of being cancelled; the process ends as if it were killed:"
                            + " nothing is half-done, and the next run goes on",
                    ROLLBACK.toSeconds());
            // The scheduler would wait without end for the job that does not.
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private boolean finishes(Caravan caravan) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!caravan.awaitIdle(Duration.ZERO)) {
            if (askedAgain.getCount() == 0 || System.nanoTime() >= deadline) {
                return false;
            }
            caravan.awaitIdle(LOOK_AGAIN);
        }
        return true;
    }
}
