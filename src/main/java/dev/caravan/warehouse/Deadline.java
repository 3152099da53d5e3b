package dev.caravan.warehouse;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The moment at which a transaction is over, whatever it does then: when its time is used up, or its thread is interrupted,
 * which drivers do not notice while a statement goes on. For the transaction's thread and a watching one.
 */
final class Deadline implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Deadline.class);
    // A cancellation between two statements, or just before one begins, meets nothing: it is repeated.
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final Duration patience;
    private final Thread owner = Thread.currentThread();
    private final long begin = System.nanoTime();
    private Optional<Statement> running = Optional.empty();
    private Optional<ScheduledFuture<?>> watch = Optional.empty();
    private boolean passed;

    private Deadline(Duration patience) {
        this.patience = patience;
    }

    /** A transaction that may take as long as it takes. */
    static Deadline none() {
        return new Deadline(Duration.ZERO);
    }

    static Deadline after(Duration patience, ScheduledExecutorService watcher) {
        Deadline deadline = new Deadline(patience);
        deadline.watch = Optional.of(watcher.scheduleWithFixedDelay(
                deadline::look,
                Math.min(patience.toMillis(), AGAIN.toMillis()),
                AGAIN.toMillis(),
                TimeUnit.MILLISECONDS));
        return deadline;
    }

    /** @throws ReadTimeoutException where the time is used up */
    synchronized void begin(Statement statement) {
        if (passed) {
            throw timeout(null);
        }
        running = Optional.of(statement);
    }

    synchronized void end() {
        running = Optional.empty();
    }

    /** What a failure is: the timeout's, once the time is used up. */
    synchronized CaravanException cause(CaravanException failure) {
        return passed ? timeout(failure) : failure;
    }

    private ReadTimeoutException timeout(Throwable cause) {
        return new ReadTimeoutException(
                Problem.at(
                        "warehouse",
                        "the query was ended after " + seconds(patience) + " s",
                        "Ask for less, or let queries take longer by query.timeout of the environment."),
                cause);
    }

    static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? Long.toString(time.toSeconds()) : String.valueOf(time.toMillis() / 1000.0);
    }

    private void look() {
        if (owner.isInterrupted() || System.nanoTime() - begin >= patience.toNanos()) {
            pass();
        }
    }

    private synchronized void pass() {
        passed = true;
        running.ifPresent(statement -> {
            try {
                statement.cancel();
            } catch (SQLException e) {
                log.debug("a query could not be cancelled and is tried again", e);
            }
        });
    }

    @Override
    public void close() {
        watch.ifPresent(future -> future.cancel(false));
    }
}
