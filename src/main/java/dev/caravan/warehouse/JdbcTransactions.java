package dev.caravan.warehouse;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.JdbcTransaction.Access;
import dev.caravan.warehouse.Warehouse.TransactionWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.sql.DataSource;

/** Transactions on a pool, and the statements in flight in all of them. For adapters alone. Safe to use from many threads. */
public final class JdbcTransactions implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final HikariDataSource pool;
    private final JdbcVendor vendor;
    private final JdbcFailures failures;
    private final Repetition repetition = new Repetition(FIRST_PAUSE);
    private final Set<Statement> running = ConcurrentHashMap.newKeySet();
    // its thread begins with the first read
    private final ScheduledExecutorService watcher = watcher();

    /** Opens the pool; this object closes it. */
    public JdbcTransactions(HikariConfig pool, JdbcVendor vendor) {
        this.vendor = requireNonNull(vendor, "vendor is null");
        this.failures = new JdbcFailures(vendor);
        // Else the pool connects now, and tells a failure in its own words and not in the vendor's.
        pool.setInitializationFailTimeout(-1);
        if (pool.getExceptionOverride() == null) {
            pool.setExceptionOverride(new KeptAfterUnsupported());
        }
        this.pool = new HikariDataSource(pool);
    }

    public DataSource dataSource() {
        return pool;
    }

    Connections connections() {
        HikariPoolMXBean use = pool.getHikariPoolMXBean();
        return use == null
                ? new Connections(0, 0, 0, pool.getMaximumPoolSize())
                : new Connections(
                        use.getActiveConnections(),
                        use.getIdleConnections(),
                        use.getThreadsAwaitingConnection(),
                        pool.getMaximumPoolSize());
    }

    public <T> T inTransaction(Repeat repeat, TransactionWork<T> work) {
        return repetition.of(repeat, () -> run(work::in, Access.WRITES, Deadline.none()));
    }

    public <T> T readOnly(TransactionWork<T> work) {
        return run(work::in, Access.ADMITTED, Deadline.none());
    }

    /** Work that changes nothing and is ended after some time; its statements are the project's own. */
    <T> T read(Duration patience, ReadWork<T> work) {
        try (Deadline deadline = Deadline.after(patience, watcher)) {
            return run(work, Access.READS, deadline);
        }
    }

    /** What is done inside a read. */
    interface ReadWork<T> {
        T in(JdbcTransaction transaction);
    }

    public void cancelRunning() {
        for (Statement statement : running) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                // It ended between being listed and being cancelled; a pool that still knows it running is our defect.
                if (running.contains(statement)) {
                    throw failures.of(e, "cancel");
                }
            }
        }
    }

    @Override
    public void close() {
        watcher.shutdownNow();
        pool.close();
    }

    private static ScheduledExecutorService watcher() {
        ScheduledThreadPoolExecutor watcher = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "read-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        watcher.setRemoveOnCancelPolicy(true);
        return watcher;
    }

    private <T> T run(ReadWork<T> work, Access access, Deadline deadline) {
        try (Connection connection = pool.getConnection()) {
            vendor.begin(connection, access != Access.WRITES);
            try {
                T result = work.in(new JdbcTransaction(connection, vendor, failures, running, access, deadline));
                commit(connection);
                return result;
            } catch (RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            }
        } catch (SQLTransientConnectionException e) {
            throw access == Access.READS
                            && pool.getHikariPoolMXBean().getActiveConnections() >= pool.getMaximumPoolSize()
                    ? crowded(e)
                    : failures.of(e, "transaction");
        } catch (SQLException e) {
            throw failures.of(e, "transaction");
        }
    }

    private ReadTimeoutException crowded(SQLException failure) {
        return new ReadTimeoutException(
                Problem.at(
                        "warehouse",
                        "all " + pool.getMaximumPoolSize() + " connections for queries were in use for "
                                + Deadline.seconds(Duration.ofMillis(pool.getConnectionTimeout())) + " s",
                        "Ask again in a while, or allow more by query.connections of the environment."),
                failure);
    }

    private void commit(Connection connection) {
        try {
            vendor.commit(connection);
        } catch (SQLException e) {
            throw failures.ofCommit(e);
        }
    }

    private void rollback(Connection connection, Throwable reason) {
        try {
            vendor.rollback(connection);
        } catch (SQLException e) {
            // A failed commit has ended the transaction already, and the reason matters more than this.
            reason.addSuppressed(e);
        }
    }

    /** The pool takes a connection for broken when its server does not support a statement. */
    private static final class KeptAfterUnsupported implements SQLExceptionOverride {
        private static final String FEATURE_NOT_SUPPORTED = "0A000";

        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return FEATURE_NOT_SUPPORTED.equals(failure.getSQLState())
                    ? Override.DO_NOT_EVICT
                    : Override.CONTINUE_EVICT;
        }
    }
}
