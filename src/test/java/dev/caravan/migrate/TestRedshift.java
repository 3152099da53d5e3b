package dev.caravan.migrate;

import com.zaxxer.hikari.HikariConfig;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.Dialect;
import dev.caravan.sql.SqlType;
import dev.caravan.standin.RedshiftExtension;
import dev.caravan.standin.RedshiftStandIn;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.CopyRequest;
import dev.caravan.warehouse.JdbcVendor;
import dev.caravan.warehouse.JdbcWarehouse;
import dev.caravan.warehouse.Materializations;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** As much of a Redshift warehouse as migrations need. */
final class TestRedshift implements JdbcVendor {
    static Warehouse open(RedshiftExtension redshift) {
        return open(redshift.standIn().jdbcUrl());
    }

    static Warehouse open(String url) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setUsername(RedshiftStandIn.USER);
        pool.setPassword("any");
        pool.setMinimumIdle(0);
        return new JdbcWarehouse(pool, new TestRedshift());
    }

    @Override
    public Dialect dialect() {
        return (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(),
                new Class<?>[] {Dialect.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "name" -> "redshift";
                    case "quote" -> "\"" + arguments[0] + "\"";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public Materializations materializations() {
        return proxy(Materializations.class, List.of("create schema if not exists caravan"));
    }

    private static <T> T proxy(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
    }

    @Override
    public Catalog catalog(Transaction transaction) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void begin(Connection connection, boolean readOnly) throws SQLException {
        connection.setAutoCommit(false);
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
    public void admitReadOnly(Connection connection, String sql) {}

    @Override
    public void stream(Transaction transaction, String select, long maxRows, Transaction.ResultReader reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SqlType type(ResultSetMetaData metadata, int column) {
        return SqlType.varchar();
    }

    @Override
    public long copy(Connection connection, Transaction transaction, CopyRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CaravanException failure(SQLException failure, String sql) {
        return new CaravanException(Problem.at(sql, String.valueOf(failure.getMessage()), ""), failure);
    }

    @Override
    public boolean isConflict(SQLException failure) {
        return false;
    }

    @Override
    public boolean isDisconnected(SQLException failure) {
        return false;
    }
}
