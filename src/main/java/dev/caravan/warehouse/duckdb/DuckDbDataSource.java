package dev.caravan.warehouse.duckdb;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.duckdb.DuckDBConnection;

/** Makes further connections to a database that is open already. */
final class DuckDbDataSource implements DataSource {
    private final DuckDBConnection keeper;

    DuckDbDataSource(DuckDBConnection keeper) {
        this.keeper = keeper;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return keeper.duplicate();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // Opening a connection inside the process waits for nothing.
    }

    @Override
    public int getLoginTimeout() {
        // Nothing here waits that long; the pool also takes it as its patience when it closes.
        return 5;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
