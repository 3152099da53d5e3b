package dev.caravan.warehouse;

import dev.caravan.sql.Column;
import java.util.List;

/**
 * One connection in one transaction, for one thread. Values are bound, never pasted; the types taken are text, the
 * boxed numbers, {@link java.math.BigDecimal}, {@link Boolean}, {@link java.time.Instant}, {@link java.time.LocalDate}
 * and {@link java.util.Optional} of them for what may be null.
 */
public interface Transaction {

    /**
     * Runs one statement and gives the number of rows that it changed; 0 for DDL. A select is a guard: a row of it is what
     * is wrong, said in its first column.
     *
     * @throws dev.caravan.project.CaravanException where a guard finds something wrong
     */
    long execute(String sql, Object... values);

    /** Runs a query and reads every row of it. */
    <T> List<T> query(String sql, RowReader<T> reader, Object... values);

    /** Runs a query and hands over every row of it; constant memory where the driver has it. */
    void each(String sql, RowConsumer consumer);

    /** Hands a result to a reader, columns first; for one that is known to be small. */
    void select(String sql, ResultReader reader, Object... values);

    /** Streams a query's result to a reader, at most {@code maxRows} rows; constant memory. */
    void stream(String sql, long maxRows, ResultReader reader, Object... values);

    /** Names and types of a query's result, without running it. */
    List<Column> describe(String select);

    /** Copies every part into a raw table in this transaction and gives the number of rows that arrived. */
    long copy(CopyRequest request);

    /** Turns one row into a value. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(Row row);
    }

    /** Takes one row. */
    @FunctionalInterface
    interface RowConsumer {
        void row(Row row);
    }

    /** Receives a result: its columns once, then each row. */
    interface ResultReader extends RowConsumer {
        void columns(List<Column> columns);
    }
}
