package dev.caravan.warehouse.duckdb;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.JdbcTransactions;
import dev.caravan.warehouse.Materializations;
import dev.caravan.warehouse.Warehouse;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.duckdb.DuckDBConnection;

/** A DuckDB file as a warehouse. */
final class DuckDbWarehouse implements Warehouse {
    private final DuckDBConnection keeper;
    private final JdbcTransactions transactions;
    private final DuckDbDialect dialect = new DuckDbDialect();

    private DuckDbWarehouse(DuckDBConnection keeper, JdbcTransactions transactions) {
        this.keeper = keeper;
        this.transactions = transactions;
    }

    static DuckDbWarehouse open(DuckDbFile file) {
        DuckDBConnection keeper = file.open();
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("warehouse");
        pool.setDataSource(new DuckDbDataSource(keeper));
        pool.setConnectionInitSql("set TimeZone = 'UTC'");
        pool.setMinimumIdle(0);
        // The driver reports a closed statement in the class of lost connections; one inside the process is never lost.
        pool.setExceptionOverride(new NeverEvict());
        pool.setMaximumPoolSize(file.connections());
        return new DuckDbWarehouse(keeper, new JdbcTransactions(pool, new DuckDb(file.temporaryDirectory())));
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
        return new DuckDbMaterializations(dialect);
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
        return transactions.inTransaction(DuckDbCatalog::read);
    }

    @Override
    public void cancelRunning() {
        transactions.cancelRunning();
    }

    @Override
    public void close() {
        transactions.close();
        try {
            keeper.close();
        } catch (SQLException e) {
            throw new CaravanException(
                    Problem.at(
                            "warehouse", "cannot be closed: " + e.getMessage().strip(), ""),
                    e);
        }
    }

    private static final class NeverEvict implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return Override.DO_NOT_EVICT;
        }
    }
}
