package dev.caravan.warehouse.redshift;

import com.zaxxer.hikari.HikariConfig;
import dev.caravan.project.CaravanException;
import dev.caravan.sql.Column;
import dev.caravan.sql.Dialect;
import dev.caravan.sql.SqlType;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.CopyRequest;
import dev.caravan.warehouse.JdbcVendor;
import dev.caravan.warehouse.JdbcWarehouse;
import dev.caravan.warehouse.LockAttempt;
import dev.caravan.warehouse.Materializations;
import dev.caravan.warehouse.ReadOnlyAdmission;
import dev.caravan.warehouse.ReadSettings;
import dev.caravan.warehouse.Row;
import dev.caravan.warehouse.SqlTokens;
import dev.caravan.warehouse.SqlTokens.Backslash;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Redshift behind a pool of connections. */
final class RedshiftWarehouse implements JdbcVendor {
    private final RedshiftCluster cluster;
    private final Dialect dialect = new RedshiftDialect();
    private final RedshiftCopy copy;
    private final ReadOnlyAdmission readOnly = RedshiftReadOnly.admission();
    private final RedshiftLocks locks = new RedshiftLocks();
    private final Semaphore commits;
    private OptionalInt slices;

    private RedshiftWarehouse(RedshiftCluster cluster, RedshiftLoad load) {
        this.cluster = cluster;
        this.copy = new RedshiftCopy(dialect, load, new RedshiftLoadErrors(cluster));
        this.commits = new Semaphore(cluster.commits(), true);
        this.slices = cluster.slices();
    }

    static Warehouse open(RedshiftCluster cluster, RedshiftLoad load) {
        cluster.check();
        HikariConfig pool = pool(cluster);
        pool.setPoolName("warehouse");
        pool.setConnectionTimeout(Math.max(1_000, cluster.connectTimeout().toMillis()));
        pool.setMaximumPoolSize(cluster.connections());
        return new JdbcWarehouse(pool, new RedshiftWarehouse(cluster, load));
    }

    private static HikariConfig pool(RedshiftCluster cluster) {
        HikariConfig pool = new HikariConfig();
        pool.setDriverClassName("com.amazon.redshift.Driver");
        pool.setJdbcUrl(cluster.url());
        pool.setDataSourceProperties(cluster.properties());
        pool.setConnectionInitSql(cluster.sessionSql());
        pool.setMinimumIdle(0);
        return pool;
    }

    @Override
    public HikariConfig readPool(ReadSettings settings) {
        return pool(cluster.forReading(settings));
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Materializations materializations() {
        return new RedshiftMaterializations(dialect);
    }

    @Override
    public Catalog catalog(Transaction transaction) {
        return RedshiftCatalog.read(transaction);
    }

    /** The driver begins with "begin read only" where that is so. */
    @Override
    public void begin(Connection connection, boolean readOnly) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(readOnly);
    }

    @Override
    public void beforeStatement(Connection connection, String sql) {
        locks.take(connection, sql);
    }

    /** A transaction that changed nothing stands in no queue. */
    @Override
    public void commit(Connection connection) throws SQLException {
        if (!locks.holdsAny(connection)) {
            connection.commit();
            return;
        }
        commits.acquireUninterruptibly();
        try {
            connection.commit();
        } finally {
            commits.release();
            locks.release(connection);
        }
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        try {
            connection.rollback();
        } finally {
            locks.release(connection);
        }
    }

    @Override
    public void admitReadOnly(Connection connection, String sql) throws SQLException {
        readOnly.admit(connection, sql);
    }

    /**
     * By LIMIT, and no cursor: Redshift puts a cursor's whole result on its leader node first, and takes no notice of JDBC's
     * own limit. The driver reads ahead by some megabytes ("Setting the JDBC fetch size parameter").
     */
    @Override
    public void stream(
            Transaction transaction, String select, long maxRows, Transaction.ResultReader reader, Object... values) {
        String sql = SqlTokens.withoutEnd(select);
        reader.columns(transaction.describe(sql));
        transaction.select(
                limited(sql, maxRows),
                new Transaction.ResultReader() {
                    private long rows;

                    @Override
                    public void columns(List<Column> columns) {}

                    @Override
                    public void row(Row row) {
                        // The select may have a limit of its own, above ours.
                        if (rows++ < maxRows) {
                            reader.row(row);
                        }
                    }
                },
                values);
    }

    private static String limited(String select, long maxRows) {
        Set<String> words = SqlTokens.of(select, Backslash.ESCAPES).outerWords();
        boolean limited = words.contains("limit") || words.contains("top") || words.contains("offset");
        return limited || maxRows == Long.MAX_VALUE ? select : select + "\nlimit " + maxRows;
    }

    @Override
    public SqlType type(ResultSetMetaData metadata, int column) throws SQLException {
        return RedshiftTypes.of(
                metadata.getColumnTypeName(column), metadata.getPrecision(column), metadata.getScale(column));
    }

    @Override
    public long copy(Connection connection, Transaction transaction, CopyRequest request) {
        return copy.into(transaction, request);
    }

    @Override
    public synchronized int slices() {
        if (slices.isEmpty()) {
            slices = OptionalInt.of(cluster.countSlices());
        }
        return slices.getAsInt();
    }

    @Override
    public CaravanException failure(SQLException failure, String sql) {
        return RedshiftFailures.of(failure);
    }

    @Override
    public boolean isConflict(SQLException failure) {
        return RedshiftFailures.isConflict(failure);
    }

    @Override
    public boolean isDisconnected(SQLException failure) {
        return RedshiftFailures.isDisconnected(failure);
    }

    @Override
    public LockAttempt tryLock(String holder) {
        return RedshiftLease.tryTake(cluster, holder);
    }

    /** In the views of its query history. */
    @Override
    public boolean listsStatements() {
        return true;
    }

    @Override
    public void cancelRunning() {
        locks.cancelWaiting();
    }
}
