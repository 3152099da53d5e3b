package dev.caravan.warehouse.postgres;

import com.zaxxer.hikari.HikariConfig;
import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.JdbcTransactions;
import dev.caravan.warehouse.Materializations;
import dev.caravan.warehouse.Warehouse;
import javax.sql.DataSource;

/** A PostgreSQL database as a warehouse. */
final class PostgresWarehouse implements Warehouse {
    private final JdbcTransactions transactions;
    private final PostgresCopy copy;
    private final PostgresDialect dialect = new PostgresDialect();

    private PostgresWarehouse(JdbcTransactions transactions, PostgresCopy copy) {
        this.transactions = transactions;
        this.copy = copy;
    }

    static PostgresWarehouse open(PostgresServer server) {
        server.check();
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("warehouse");
        pool.setDataSource(server.dataSource());
        pool.setConnectionInitSql(server.sessionSql());
        pool.setConnectionTimeout(Math.max(1_000, server.connectTimeout().toMillis()));
        pool.setMinimumIdle(0);
        pool.setMaximumPoolSize(server.connections());
        PostgresCopy copy = new PostgresCopy(new PostgresDialect());
        return new PostgresWarehouse(new JdbcTransactions(pool, new Postgres(copy)), copy);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public DataSource dataSource() {
        return transactions.dataSource();
    }

    @Override
    public Materializations materializations() {
        return new PostgresMaterializations(dialect);
    }

    @Override
    public <T> T inTransaction(TransactionWork<T> work) {
        return transactions.inTransaction(work);
    }

    @Override
    public <T> T readOnly(TransactionWork<T> work) {
        return transactions.readOnly(work);
    }

    @Override
    public Catalog catalog() {
        return transactions.inTransaction(PostgresCatalog::read);
    }

    @Override
    public void cancelRunning() {
        transactions.cancelRunning();
        copy.cancelRunning();
    }

    @Override
    public void close() {
        transactions.close();
    }
}
