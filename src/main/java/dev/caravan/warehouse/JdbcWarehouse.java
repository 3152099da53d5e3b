package dev.caravan.warehouse;

import com.zaxxer.hikari.HikariConfig;
import dev.caravan.sql.Dialect;
import javax.sql.DataSource;

/** A database behind a pool of JDBC connections as a warehouse. For adapters alone. */
public final class JdbcWarehouse implements Warehouse {
    private final JdbcVendor vendor;
    private final JdbcTransactions transactions;

    /** Opens the pool, which this object closes. */
    public JdbcWarehouse(HikariConfig pool, JdbcVendor vendor) {
        this.vendor = vendor;
        this.transactions = new JdbcTransactions(pool, vendor);
    }

    @Override
    public Dialect dialect() {
        return vendor.dialect();
    }

    @Override
    public DataSource dataSource() {
        return transactions.dataSource();
    }

    @Override
    public Connections connections() {
        return transactions.connections();
    }

    @Override
    public Materializations materializations() {
        return vendor.materializations();
    }

    @Override
    public <T> T inTransaction(Repeat repeat, TransactionWork<T> work) {
        return transactions.inTransaction(repeat, work);
    }

    @Override
    public <T> T readOnly(TransactionWork<T> work) {
        return transactions.readOnly(work);
    }

    @Override
    public Reads reads(ReadSettings settings) {
        return new JdbcReads(vendor.readPool(settings), vendor, settings);
    }

    @Override
    public Catalog catalog() {
        return transactions.inTransaction(Repeat.IF_ROLLED_BACK, vendor::catalog);
    }

    @Override
    public LockAttempt tryLock(String holder) {
        return vendor.tryLock(holder);
    }

    @Override
    public int slices() {
        return vendor.slices();
    }

    @Override
    public void cancelRunning() {
        transactions.cancelRunning();
        vendor.cancelRunning();
    }

    @Override
    public void close() {
        transactions.close();
        vendor.close();
    }
}
