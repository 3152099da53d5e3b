package dev.caravan.warehouse;

import com.zaxxer.hikari.HikariConfig;
import dev.caravan.sql.Column;
import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.Transaction.ResultReader;
import dev.caravan.warehouse.Warehouse.TransactionWork;
import java.time.Duration;
import java.util.List;

/** Reads over a pool of their own. */
final class JdbcReads implements Reads {
    private final JdbcVendor vendor;
    private final JdbcTransactions transactions;
    private final Duration timeout;

    /** Opens the pool, which this object closes. */
    JdbcReads(HikariConfig pool, JdbcVendor vendor, ReadSettings settings) {
        pool.setPoolName("reads");
        pool.setMaximumPoolSize(settings.connections());
        pool.setConnectionTimeout(Math.max(1_000, settings.timeout().toMillis()));
        this.vendor = vendor;
        this.transactions = new JdbcTransactions(pool, vendor);
        this.timeout = settings.timeout();
    }

    @Override
    public Dialect dialect() {
        return vendor.dialect();
    }

    @Override
    public <T> T read(TransactionWork<T> work) {
        return read(timeout, work);
    }

    @Override
    public <T> T read(Duration patience, TransactionWork<T> work) {
        return transactions.read(patience, work::in);
    }

    @Override
    public void query(String select, long maxRows, int maxCell, ResultReader reader) {
        transactions.read(timeout, transaction -> {
            transaction.admitStranger(select);
            List<Column> columns = transaction.describe(select);
            reader.columns(columns);
            transaction.stream(vendor.shortened(select, columns, maxCell), maxRows, new RowsAlone(reader));
            return columns;
        });
    }

    @Override
    public Catalog catalog() {
        return read(vendor::catalog);
    }

    @Override
    public void close() {
        transactions.close();
    }

    /** The columns are told already, as they are before texts are cut off. */
    private record RowsAlone(ResultReader reader) implements ResultReader {
        @Override
        public void columns(List<Column> columns) {}

        @Override
        public void row(Row row) {
            reader.row(row);
        }
    }
}
