package dev.caravan.warehouse;

import dev.caravan.sql.Dialect;
import javax.sql.DataSource;

/**
 * A database that holds raw tables, the ledger and the star. One instance an environment and process; safe to use from
 * many threads. What differs between vendors stands in its implementations and nowhere else.
 */
public interface Warehouse extends AutoCloseable {

    Dialect dialect();

    /** The pool itself, for Liquibase and for routes that ask the warehouse. Its connections commit by themselves. */
    DataSource dataSource();

    /** How its connections are used now; those of {@link #reads} are not among them. */
    Connections connections();

    /** The SQL that fills relations. */
    Materializations materializations();

    /**
     * Runs work in one transaction: commits on return, rolls back on throw.
     *
     * @throws dev.caravan.project.CaravanException with the database's message where a statement fails
     * @throws TransactionLostException where another transaction or the connection is the reason
     */
    default <T> T inTransaction(TransactionWork<T> work) {
        return inTransaction(Repeat.NEVER, work);
    }

    /** Like {@link #inTransaction(TransactionWork)}; a lost transaction is done again a few times where that is right. */
    <T> T inTransaction(Repeat repeat, TransactionWork<T> work);

    /** Like {@link #inTransaction}, but the database refuses every change. */
    <T> T readOnly(TransactionWork<T> work);

    /** Opens reads that disturb no work here. Whoever asks closes them, before the warehouse. */
    Reads reads(ReadSettings settings);

    /** Every relation in the database's own schemas excepted, read in one query. */
    Catalog catalog();

    /**
     * Takes the right to change the warehouse, where nobody has it; waits for nobody.
     *
     * @param holder what others are told of the caller, such as {@code run 0198c1f2}
     */
    LockAttempt tryLock(String holder);

    /**
     * How many files the warehouse reads at once during a copy, at least 1: a batch of a multiple of as many parts, all
     * about as large, loads fastest.
     */
    int slices();

    /** Cancels every statement in flight; their callers see the cancellation as a failure. */
    void cancelRunning();

    @Override
    void close();

    /** What is done inside a transaction. */
    @FunctionalInterface
    interface TransactionWork<T> {
        T in(Transaction transaction);
    }
}
