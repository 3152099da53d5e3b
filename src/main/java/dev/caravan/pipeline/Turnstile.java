package dev.caravan.pipeline;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one command of an environment through at a time, whoever asks, and ends the one in hand early. Nobody waits at it:
 * a command that would wait for the one that asked for it would wait for ever. Safe to use from many threads.
 */
final class Turnstile {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private Optional<Inside> inside = Optional.empty();
    private boolean interruptible;
    private boolean shut;
    private boolean cancelled;

    /** The command in hand. */
    private record Inside(String command, String runId, Instant since, Thread thread) {}

    /** @throws CaravanException where another command is inside; {@link StoppedException} where nobody enters any more */
    void enter(String command, String runId, Instant now) {
        locked(() -> {
            if (shut) {
                throw new StoppedException(command);
            }
            if (inside.isPresent()) {
                Inside other = inside.get();
                throw new CaravanException(Problem.at(
                        command,
                        "is skipped: " + other.command() + " " + other.runId() + " has been going on since "
                                + other.since().truncatedTo(ChronoUnit.SECONDS),
                        ""));
            }
            inside = Optional.of(new Inside(command, runId, now, Thread.currentThread()));
            return inside;
        });
    }

    void leave() {
        locked(() -> {
            inside = Optional.empty();
            left.signalAll();
            return inside;
        });
    }

    /** Does work that {@link #cancel} may interrupt: the work itself must leave nothing half-done then. */
    <T> T interruptibly(Supplier<T> work) {
        locked(() -> {
            checkpoint();
            return interruptible = true;
        });
        try {
            return work.get();
        } finally {
            locked(() -> {
                interruptible = false;
                // the interruption was meant for the work, and not for what the thread does next
                return cancelled && Thread.interrupted();
            });
        }
    }

    /** @throws StoppedException where the command in hand has been cancelled */
    void checkpoint() {
        locked(() -> {
            if (cancelled) {
                throw new StoppedException(inside.map(Inside::command).orElse("the command"));
            }
            return false;
        });
    }

    boolean isCancelled() {
        return locked(() -> cancelled);
    }

    /** From now on nobody enters; the command in hand goes on. */
    void shut() {
        locked(() -> shut = true);
    }

    /** From now on nobody enters, and the command in hand is to end without finishing. */
    void cancel() {
        locked(() -> {
            shut = true;
            cancelled = true;
            if (interruptible) {
                inside.ifPresent(command -> command.thread().interrupt());
            }
            return true;
        });
    }

    /** @return whether nobody was inside before the patience was used up */
    boolean awaitEmpty(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while (inside.isPresent()) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = left.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
