package dev.caravan.warehouse.duckdb;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.SqlType;
import dev.caravan.warehouse.CopyRequest;
import dev.caravan.warehouse.JdbcVendor;
import dev.caravan.warehouse.Transaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;

/** DuckDB's ways with a connection. */
final class DuckDb implements JdbcVendor {
    private final DuckDbCopy copy;
    private final DuckDbReadOnly readOnly = new DuckDbReadOnly();

    DuckDb(Path spool) {
        this.copy = new DuckDbCopy(spool, new DuckDbDialect());
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

    @Override
    public void stream(Transaction transaction, String select, long maxRows, Transaction.ResultReader reader) {
        DuckDbPages.read(transaction, select, maxRows, reader);
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

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
