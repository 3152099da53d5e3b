package dev.caravan.warehouse;

import dev.caravan.project.CaravanException;
import dev.caravan.sql.SqlType;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/**
 * What differs between vendors once a connection is open. {@link JdbcTransactions} does the rest. For adapters alone.
 * Implementations are stateless.
 */
public interface JdbcVendor {

    void begin(Connection connection, boolean readOnly) throws SQLException;

    void commit(Connection connection) throws SQLException;

    void rollback(Connection connection) throws SQLException;

    /**
     * Looks at a statement before it runs in a read-only transaction.
     *
     * @throws CaravanException where the database alone would not keep it from reaching out of the warehouse
     */
    void admitReadOnly(Connection connection, String sql) throws SQLException;

    /**
     * Hands over at most {@code maxRows} rows of a select, a few at a time.
     *
     * @param transaction takes any statement, also where the select was admitted as a read-only one
     */
    void stream(Transaction transaction, String select, long maxRows, Transaction.ResultReader reader);

    SqlType type(ResultSetMetaData metadata, int column) throws SQLException;

    long copy(Connection connection, Transaction transaction, CopyRequest request);

    /** The database's message as a problem; {@code sql} is what failed. */
    CaravanException failure(SQLException failure, String sql);
}
