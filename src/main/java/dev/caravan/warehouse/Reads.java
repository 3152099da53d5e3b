package dev.caravan.warehouse;

import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.Transaction.ResultReader;
import dev.caravan.warehouse.Warehouse.TransactionWork;
import java.time.Duration;

/**
 * Looking at a warehouse without disturbing those who fill it: few connections of its own, transactions that change nothing,
 * and an end to whatever takes too long. Safe to use from many threads.
 */
public interface Reads extends AutoCloseable {

    Dialect dialect();

    /**
     * Runs work in one transaction that changes nothing; for SQL of the project and of Caravan.
     *
     * @throws ReadTimeoutException where it takes longer than the settings allow, or no connection is free that long
     */
    <T> T read(TransactionWork<T> work);

    /** Like {@link #read(TransactionWork)}, with another time than the settings'. */
    <T> T read(Duration timeout, TransactionWork<T> work);

    /**
     * Hands over the result of a select that a stranger wrote. What would write, or reach out of the warehouse, is refused.
     *
     * @param maxRows more are not handed over
     * @param maxCell how many characters of a text are handed over, where the database can cut it off
     */
    void query(String select, long maxRows, int maxCell, ResultReader reader);

    /** Every relation, as {@link Warehouse#catalog}. */
    Catalog catalog();

    @Override
    void close();
}
