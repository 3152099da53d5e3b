package dev.caravan.pipeline;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.LockAttempt;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.WarehouseBusyException;
import dev.caravan.warehouse.WarehouseLock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one run of all processes change a warehouse at a time. The others wait for their turn as long as
 * {@code run.lock-wait} says, and leave then.
 */
final class RunLock {
    private static final Logger log = LoggerFactory.getLogger(RunLock.class);
    private static final String WAIT = "run.lock-wait";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration RENEWAL = Duration.ofSeconds(15);

    private final Duration wait;
    private final Turnstile turnstile;
    private final Progress progress;

    RunLock(Environment environment, Turnstile turnstile, Progress progress) {
        this.wait = environment.duration(WAIT, Duration.ZERO);
        this.turnstile = turnstile;
        this.progress = progress;
    }

    /** A warehouse that this process alone changes. */
    static final class Held implements AutoCloseable {
        private final Warehouse warehouse;
        private final WarehouseLock lock;
        private final ScheduledExecutorService renewal;
        private volatile boolean lost;

        private Held(Warehouse warehouse, WarehouseLock lock) {
            this.warehouse = warehouse;
            this.lock = lock;
            renewal = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, "run-lock");
                thread.setDaemon(true);
                return thread;
            });
            renewal.scheduleWithFixedDelay(this::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** @throws CaravanException where another process has begun to change it in the meantime */
        Warehouse warehouse() {
            if (lost) {
                throw new CaravanException(Problem.at(
                        "warehouse",
                        "is another process's now: this one was out of reach of it for too long",
                        "What was done stands, and nothing is half-done. Run it again."));
            }
            return warehouse;
        }

        private void renew() {
            try {
                lost |= !lock.isStillHeld();
            } catch (RuntimeException e) {
                // An exception would end the renewals in silence, and the lock would run out under the run.
                log.warn("the run's lock could not be renewed and is tried again", e);
            }
        }

        @Override
        public void close() {
            renewal.shutdown();
            try {
                if (!renewal.awaitTermination(RENEWAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    renewal.shutdownNow();
                }
            } catch (InterruptedException e) {
                renewal.shutdownNow();
                Thread.currentThread().interrupt();
            }
            lock.close();
        }
    }

    /**
     * @param opening opens the warehouse, or gives the open one
     * @throws CaravanException where another process has it for longer than this one may wait
     */
    Held take(String command, String runId, Supplier<Warehouse> opening) {
        String holder = "caravan " + command + " " + runId;
        long deadline = System.nanoTime() + wait.toNanos();
        for (boolean first = true; ; first = false) {
            Problem busy;
            try {
                Warehouse warehouse = opening.get();
                LockAttempt attempt = warehouse.tryLock(holder);
                if (attempt instanceof LockAttempt.Taken taken) {
                    return new Held(warehouse, taken.lock());
                }
                busy = busy((LockAttempt.Busy) attempt);
            } catch (WarehouseBusyException e) {
                busy = e.problems().get(0);
            }
            if (System.nanoTime() >= deadline) {
                throw new CaravanException(busy);
            }
            if (first) {
                progress.commandWaits(command, busy);
            }
            pause(command);
        }
    }

    private Problem busy(LockAttempt.Busy attempt) {
        String waited = wait.isZero() ? "" : ", after " + wait.toSeconds() + " s of waiting for it";
        return Problem.at(
                "warehouse",
                "is in use by another run: " + attempt.holder() + waited,
                "One run changes a warehouse at a time. Run it again when that one has ended, or let this one wait"
                        + " longer by " + WAIT + ", such as --set " + WAIT + "=30m.");
    }

    private void pause(String command) {
        turnstile.checkpoint();
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException(command, e);
        }
    }
}
