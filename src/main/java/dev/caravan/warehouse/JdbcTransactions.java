package dev.caravan.warehouse;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.caravan.warehouse.Warehouse.TransactionWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** Transactions on a pool, and the statements in flight in all of them. For adapters alone. Safe to use from many threads. */
public final class JdbcTransactions implements AutoCloseable {
    private final HikariDataSource pool;
    private final JdbcVendor vendor;
    private final Set<Statement> running = ConcurrentHashMap.newKeySet();

    /** Opens the pool; this object closes it. */
    public JdbcTransactions(HikariConfig pool, JdbcVendor vendor) {
        this.vendor = requireNonNull(vendor, "vendor is null");
        if (pool.getExceptionOverride() == null) {
            pool.setExceptionOverride(new KeptAfterUnsupported());
        }
        this.pool = new HikariDataSource(pool);
    }

    public DataSource dataSource() {
        return pool;
    }

    public <T> T inTransaction(TransactionWork<T> work) {
        return run(work, false);
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
                    throw vendor.failure(e, "cancel");
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
                T result = work.in(new JdbcTransaction(connection, vendor, running, readOnly));
                vendor.commit(connection);
                return result;
            } catch (RuntimeException | Error | SQLException e) {
                rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw vendor.failure(e, "transaction");
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
