package dev.caravan.warehouse;

import com.zaxxer.hikari.HikariConfig;
import dev.caravan.project.CaravanException;
import dev.caravan.sql.Column;
import dev.caravan.sql.Dialect;
import dev.caravan.sql.SqlType;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/**
 * What differs between vendors of databases with a JDBC driver; {@link JdbcWarehouse} does the rest. For adapters alone.
 * Safe to use from many threads.
 */
public interface JdbcVendor {

    Dialect dialect();

    Materializations materializations();

    Catalog catalog(Transaction transaction);

    void begin(Connection connection, boolean readOnly) throws SQLException;

    void commit(Connection connection) throws SQLException;

    void rollback(Connection connection) throws SQLException;

    /** Called before each statement of a transaction that may write. */
    default void beforeStatement(Connection connection, String sql) {}

    /**
     * Looks at a statement before it runs in a read-only transaction.
     *
     * @throws CaravanException where the database alone would not keep it from reaching out of the warehouse
     */
    void admitReadOnly(Connection connection, String sql) throws SQLException;

    /**
     * Looks at a statement of a stranger's, who must not be able to use up the memory of this process either.
     *
     * @throws CaravanException where it is none to be run
     */
    default void admitStranger(Connection connection, String sql) throws SQLException {
        admitReadOnly(connection, sql);
    }

    /**
     * Hands over at most {@code maxRows} rows of a select, a few at a time.
     *
     * @param transaction takes any statement, also where the select was admitted as a read-only one
     */
    void stream(
            Transaction transaction, String select, long maxRows, Transaction.ResultReader reader, Object... values);

    /** How many rows the driver is to fetch at once; 0 for as many as it likes. */
    default int fetchedRows() {
        return 0;
    }

    /** A pool for those who only read, ready but for its name, its size and its patience. */
    HikariConfig readPool(ReadSettings settings);

    /**
     * The same select with long texts cut off, so that one value cannot fill the memory of this process.
     *
     * @param columns what the select gives
     */
    default String shortened(String select, List<Column> columns, int maxCell) {
        return select;
    }

    SqlType type(ResultSetMetaData metadata, int column) throws SQLException;

    long copy(Connection connection, Transaction transaction, CopyRequest request);

    /** See {@link Warehouse#slices}. */
    default int slices() {
        return 1;
    }

    /** The database's message as a problem; {@code sql} is what failed. */
    CaravanException failure(SQLException failure, String sql);

    /** Whether the server took the transaction back because of another one that ran at the same time. */
    boolean isConflict(SQLException failure);

    /** Whether the connection is gone: the server takes the transaction back, except where a commit was under way. */
    boolean isDisconnected(SQLException failure);

    /** @see Warehouse#tryLock */
    LockAttempt tryLock(String holder);

    /** Whether the server keeps a list of statements, in which a comment would tell whose each is. */
    boolean listsStatements();

    /** Cancels what runs as no {@link java.sql.Statement}. */
    default void cancelRunning() {}

    /** Closes what the vendor holds beside the pool, after the pool. */
    default void close() {}
}
