package dev.caravan.warehouse;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.caravan.warehouse.Warehouse.TransactionWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** Transactions on a pool, and the statements in flight in all of them. For adapters alone. Safe to use from many threads. */
public final class JdbcTransactions implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final HikariDataSource pool;
    private final JdbcVendor vendor;
    private final JdbcFailures failures;
    private final Repetition repetition = new Repetition(FIRST_PAUSE);
    private final Set<Statement> running = ConcurrentHashMap.newKeySet();

    /** Opens the pool; this object closes it. */
    public JdbcTransactions(HikariConfig pool, JdbcVendor vendor) {
        this.vendor = requireNonNull(vendor, "vendor is null");
        this.failures = new JdbcFailures(vendor);
        if (pool.getExceptionOverride() == null) {
            pool.setExceptionOverride(new KeptAfterUnsupported());
        }
        this.pool = new HikariDataSource(pool);
    }

    public DataSource dataSource() {
        return pool;
    }

    public <T> T inTransaction(Repeat repeat, TransactionWork<T> work) {
        return repetition.of(repeat, () -> run(work, false));
    }

    public <T> T readOnly(TransactionWork<T> work) {
        return run(work, true);
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
        pool.close();
    }

    private <T> T run(TransactionWork<T> work, boolean readOnly) {
        try (Connection connection = pool.getConnection()) {
            vendor.begin(connection, readOnly);
            try {
                T result = work.in(new JdbcTransaction(connection, vendor, failures, running, readOnly));
                commit(connection);
                return result;
            } catch (RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw failures.of(e, "transaction");
        }
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
