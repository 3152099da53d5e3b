package dev.caravan.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A table that one process at a time holds locked, in an open transaction of a connection of its own. The server lets go of
 * it when the connection ends, however it ends.
 */
final class TableGuard {
    // LOCK waits without an end, and who waits wants to say so now and then.
    private static final int SECONDS_OF_WAITING = 10;
    private static final String CANCELLED = "57014";

    private final Connection connection;

    private TableGuard(Connection connection) {
        this.connection = connection;
    }

    /** Empty where another process held it all the time. */
    static Optional<TableGuard> take(DataSource connections, String table) throws SQLException {
        Connection connection = connections.getConnection();
        try (Statement statement = connection.createStatement()) {
            create(statement, table);
            connection.setAutoCommit(false);
            statement.setQueryTimeout(SECONDS_OF_WAITING);
            statement.execute("lock table " + table);
            return Optional.of(new TableGuard(connection));
        } catch (SQLException e) {
            connection.close();
            if (e instanceof SQLTimeoutException || CANCELLED.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Two processes that make it at once meet in the catalog, and one of them fails although it is there then. */
    private static void create(Statement statement, String table) throws SQLException {
        try {
            statement.execute("create table if not exists " + table + " (nothing smallint)");
        } catch (SQLException e) {
            try {
                statement.execute("select nothing from " + table + " where false");
            } catch (SQLException none) {
                e.addSuppressed(none);
                throw e;
            }
        }
    }

    void free() throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
