package dev.caravan.warehouse.duckdb;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.Column;
import dev.caravan.sql.Dialect;
import dev.caravan.sql.SqlType;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.CopyRequest;
import dev.caravan.warehouse.JdbcVendor;
import dev.caravan.warehouse.JdbcWarehouse;
import dev.caravan.warehouse.LockAttempt;
import dev.caravan.warehouse.Materializations;
import dev.caravan.warehouse.ReadSettings;
import dev.caravan.warehouse.ShortTexts;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.WarehouseLock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.duckdb.DuckDBConnection;

/** A DuckDB file as a warehouse. */
final class DuckDbWarehouse implements JdbcVendor {
    private final DuckDBConnection keeper;
    private final DuckDbDialect dialect = new DuckDbDialect();
    private final DuckDbCopy copy;
    private final DuckDbReadOnly readOnly = new DuckDbReadOnly();

    private DuckDbWarehouse(DuckDBConnection keeper, Path spool) {
        this.keeper = keeper;
        this.copy = new DuckDbCopy(spool, dialect);
        copy.removeLeftBehind();
    }

    static Warehouse open(DuckDbFile file) {
        return open(file, UnaryOperator.identity());
    }

    /** @param way what stands between the pool and the database: nothing, except where faults are tried */
    static Warehouse open(DuckDbFile file, UnaryOperator<DataSource> way) {
        DuckDBConnection keeper = file.open();
        HikariConfig pool = pool(way.apply(new DuckDbDataSource(keeper)));
        pool.setPoolName("warehouse");
        pool.setMaximumPoolSize(file.connections());
        return new JdbcWarehouse(pool, new DuckDbWarehouse(keeper, file.temporaryDirectory()));
    }

    private static HikariConfig pool(DataSource connections) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(connections);
        pool.setConnectionInitSql("set TimeZone = 'UTC'");
        pool.setMinimumIdle(0);
        // The driver reports a closed statement in the class of lost connections; one inside the process is never lost.
        pool.setExceptionOverride(new NeverEvict());
        return pool;
    }

    /** Connections of the same instance: the file is open once, and has no roles. */
    @Override
    public HikariConfig readPool(ReadSettings settings) {
        return pool(new DuckDbDataSource(keeper));
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Materializations materializations() {
        return new DuckDbMaterializations(dialect);
    }

    @Override
    public Catalog catalog(Transaction transaction) {
        return DuckDbCatalog.read(transaction);
    }

    @Override
    public void begin(Connection connection, boolean readOnly) throws SQLException {
        // The driver's setReadOnly only checks how the file was opened; the statement binds the transaction.
        run(connection, readOnly ? "begin transaction read only" : "begin transaction");
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        run(connection, "commit");
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        run(connection, "rollback");
    }

    @Override
    public void admitReadOnly(Connection connection, String sql) throws SQLException {
        readOnly.admit(connection, sql);
    }

    /** What runs here runs in this process, and the memory of a text being made is outside of DuckDB's own limit. */
    @Override
    public void admitStranger(Connection connection, String sql) throws SQLException {
        readOnly.admit(connection, sql);
        GrowingTexts.check(connection, sql);
    }

    @Override
    public void stream(
            Transaction transaction, String select, long maxRows, Transaction.ResultReader reader, Object... values) {
        DuckDbPages.read(transaction, select, maxRows, reader, values);
    }

    @Override
    public String shortened(String select, List<Column> columns, int maxCell) {
        return new ShortTexts(dialect, "varchar").of(select, columns, maxCell);
    }

    @Override
    public SqlType type(ResultSetMetaData metadata, int column) throws SQLException {
        return DuckDbTypes.parse(metadata.getColumnTypeName(column));
    }

    @Override
    public long copy(Connection connection, Transaction transaction, CopyRequest request) {
        return copy.into(transaction, request);
    }

    @Override
    public CaravanException failure(SQLException failure, String sql) {
        String message = String.valueOf(failure.getMessage()).strip();
        int firstLine = message.indexOf('\n');
        return new CaravanException(
                firstLine < 0
                        ? Problem.at("warehouse", message, "")
                        : Problem.at(
                                "warehouse",
                                message.substring(0, firstLine),
                                message.substring(firstLine).strip()),
                failure);
    }

    /** The file is this process's alone for as long as it is open. */
    @Override
    public LockAttempt tryLock(String holder) {
        return new LockAttempt.Taken(new FileOfThisProcess());
    }

    @Override
    public boolean listsStatements() {
        return false;
    }

    /** Two transactions that change one row: DuckDB, "Concurrency", optimistic. */
    @Override
    public boolean isConflict(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains("TransactionContext Error: Conflict");
    }

    @Override
    public boolean isDisconnected(SQLException failure) {
        return false;
    }

    @Override
    public void close() {
        try {
            keeper.close();
        } catch (SQLException e) {
            throw new CaravanException(
                    Problem.at(
                            "warehouse", "cannot be closed: " + e.getMessage().strip(), ""),
                    e);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static final class FileOfThisProcess implements WarehouseLock {
        @Override
        public boolean isStillHeld() {
            return true;
        }

        @Override
        public void close() {}
    }

    private static final class NeverEvict implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return Override.DO_NOT_EVICT;
        }
    }
}
