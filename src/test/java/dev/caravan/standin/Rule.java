package dev.caravan.standin;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One thing that Redshift refuses.
 *
 * @param page title and, after a slash, section of the page of Amazon Redshift's Database Developer Guide that says so
 */
record Rule(String name, String page, Check check) {

    /** Looks at a statement; {@code inTransaction} where BEGIN came before. */
    @FunctionalInterface
    interface Check {
        Optional<Refusal> refuse(Sql sql, boolean inTransaction);
    }

    /** Refused wherever these words stand in a row. */
    static Rule words(String name, String page, Refusal refusal, String... words) {
        return when(name, page, sql -> sql.has(words), sql -> refusal);
    }

    static Rule when(String name, String page, Predicate<Sql> fits, Function<Sql, Refusal> refusal) {
        return new Rule(
                name,
                page,
                (sql, inTransaction) -> fits.test(sql) ? Optional.of(refusal.apply(sql)) : Optional.empty());
    }

    static Rule notInTransaction(String name, String page, Predicate<Sql> fits, String command) {
        Refusal refusal = Refusal.of("25001", command + " cannot run inside a transaction block");
        return new Rule(
                name,
                page,
                (sql, inTransaction) -> inTransaction && fits.test(sql) ? Optional.of(refusal) : Optional.empty());
    }

    /** {@code SQL command "..." not supported.}, as Redshift says of whole statements that it lacks. */
    static Rule command(String name, String page, Predicate<Sql> fits) {
        return when(
                name,
                page,
                fits,
                sql -> Refusal.unsupported("SQL command \"" + sql.body() + "\" not supported on Redshift tables."));
    }

    /**
     * Refused but in queries of the catalog alone: "some unsupported functions will not return an error when run on the
     * leader node", and the driver's own queries use them there.
     */
    static Rule unsupportedFunction(String name, String page, String... functions) {
        return new Rule(
                name,
                page,
                (sql, inTransaction) -> Functions.firstCall(sql, functions)
                        .filter(call -> !Functions.readsCatalogAlone(sql))
                        .map(
                                call -> Refusal.of("42883", "function " + call + "() does not exist")
                                        .with(
                                                'H',
                                                "No function matches the given name and argument types. You may need to add explicit type casts.")));
    }
}
