package dev.caravan.warehouse.postgres;

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
import dev.caravan.warehouse.ShortTexts;
import dev.caravan.warehouse.SqlTokens;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A PostgreSQL database as a warehouse. */
final class PostgresWarehouse implements JdbcVendor {
    private static final long FETCHED_ROWS = 5_000;
    // a short result may have long texts
    private static final long SHORT_RESULT = 100_000;
    private static final long FETCHED_CELLS_OF_SHORT = 2_000;
    private static final long LEAST_ROWS = 10;
    private static final int FETCHED_ROWS_OF_READS = 500;
    private static final String CURSOR = "caravan__result";

    private final PostgresServer server;
    private final PostgresDialect dialect = new PostgresDialect();
    private final PostgresCopy copy = new PostgresCopy(dialect);
    private final ReadOnlyAdmission readOnly = PostgresReadOnly.admission();

    private PostgresWarehouse(PostgresServer server) {
        this.server = server;
    }

    static Warehouse open(PostgresServer server) {
        server.check();
        HikariConfig pool = pool(server);
        pool.setPoolName("warehouse");
        pool.setConnectionTimeout(Math.max(1_000, server.connectTimeout().toMillis()));
        pool.setMaximumPoolSize(server.connections());
        return new JdbcWarehouse(pool, new PostgresWarehouse(server));
    }

    private static HikariConfig pool(PostgresServer server) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(server.dataSource());
        pool.setConnectionInitSql(server.sessionSql());
        pool.setMinimumIdle(0);
        return pool;
    }

    @Override
    public HikariConfig readPool(ReadSettings settings) {
        return pool(server.forReading(settings));
    }

    @Override
    public int fetchedRows() {
        return FETCHED_ROWS_OF_READS;
    }

    @Override
    public String shortened(String select, List<Column> columns, int maxCell) {
        return new ShortTexts(dialect, "text").of(select, columns, maxCell);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Materializations materializations() {
        return new PostgresMaterializations(dialect);
    }

    @Override
    public Catalog catalog(Transaction transaction) {
        return PostgresCatalog.read(transaction);
    }

    @Override
    public void begin(Connection connection, boolean readOnly) throws SQLException {
        connection.setAutoCommit(false);
        if (readOnly) {
            // Read committed: under repeatable read, a reader that began before a swap and first asks after it finds
            // the
            // new table, whose rows are too new for it, and takes it for empty.
            run(connection, "set transaction isolation level read committed, read only");
        }
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    public void admitReadOnly(Connection connection, String sql) throws SQLException {
        readOnly.admit(connection, sql);
    }

    /** A cursor: the driver would hold the whole result otherwise. */
    @Override
    public void stream(
            Transaction transaction, String select, long maxRows, Transaction.ResultReader reader, Object... values) {
        String sql = SqlTokens.withoutEnd(select);
        if (values.length > 0) {
            // DECLARE takes no values; the driver's own cursor does.
            transaction.select("select * from (\n" + sql + "\n) as result\nlimit " + maxRows, reader, values);
            return;
        }
        List<Column> columns = transaction.describe(sql);
        reader.columns(columns);
        long fetched = maxRows <= SHORT_RESULT
                ? Math.max(LEAST_ROWS, FETCHED_CELLS_OF_SHORT / Math.max(1, columns.size()))
                : FETCHED_ROWS;
        // The whole result is wanted, not the first tenth of it soon.
        transaction.execute("set local cursor_tuple_fraction = 1");
        transaction.execute("declare " + CURSOR + " no scroll cursor for\n" + sql);
        for (long left = maxRows; left > 0; left -= fetched) {
            int rows = transaction
                    .query("fetch " + Math.min(left, fetched) + " from " + CURSOR, row -> {
                        reader.row(row);
                        return true;
                    })
                    .size();
            if (rows < fetched) {
                break;
            }
        }
        transaction.execute("close " + CURSOR);
    }

    @Override
    public SqlType type(ResultSetMetaData metadata, int column) throws SQLException {
        return PostgresTypes.of(
                metadata.getColumnTypeName(column), metadata.getPrecision(column), metadata.getScale(column));
    }

    @Override
    public long copy(Connection connection, Transaction transaction, CopyRequest request) {
        return copy.into(connection, request);
    }

    @Override
    public CaravanException failure(SQLException failure, String sql) {
        return PostgresFailures.of(failure);
    }

    @Override
    public LockAttempt tryLock(String holder) {
        return PostgresLock.tryTake(server, holder);
    }

    @Override
    public boolean listsStatements() {
        return true;
    }

    @Override
    public boolean isConflict(SQLException failure) {
        return PostgresFailures.isConflict(failure);
    }

    @Override
    public boolean isDisconnected(SQLException failure) {
        return PostgresFailures.isDisconnected(failure);
    }

    @Override
    public void cancelRunning() {
        copy.cancelRunning();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
