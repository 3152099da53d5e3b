package dev.caravan.warehouse;

import static java.util.Objects.requireNonNull;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.SqlTokens.Backslash;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets one select through, in databases that descend from PostgreSQL. A read-only transaction of theirs writes no table, but
 * COPY reaches out, SET outlives the transaction, and functions read files, send queries elsewhere and end other sessions.
 * What a function may do beyond computing, they mark as volatile; such functions are refused but for a few. For adapters
 * alone.
 */
public final class ReadOnlyAdmission {
    private static final String REMEDY = "Give one select that reads relations of the warehouse.";

    private final Backslash backslash;
    private final Set<String> beginnings;
    private final Set<String> harmlessFunctions;
    private final Set<String> harmfulFunctions;
    private final Statements statements;
    private final Volatiles volatiles;

    /** The driver sends what it splits as statements of their own, so its own splitter is asked. */
    @FunctionalInterface
    public interface Statements {
        int count(String sql) throws SQLException;
    }

    /** Finds a function that the database marks as volatile. */
    @FunctionalInterface
    public interface Volatiles {
        Optional<String> firstOf(Connection connection, List<String> names) throws SQLException;
    }

    /**
     * @param beginnings the first words of a select
     * @param harmlessFunctions volatile ones that only compute
     * @param harmfulFunctions ones that are not marked volatile and reach out all the same
     */
    public ReadOnlyAdmission(
            Backslash backslash,
            Set<String> beginnings,
            Set<String> harmlessFunctions,
            Set<String> harmfulFunctions,
            Statements statements,
            Volatiles volatiles) {
        this.backslash = requireNonNull(backslash, "backslash is null");
        this.beginnings = Set.copyOf(beginnings);
        this.harmlessFunctions = Set.copyOf(harmlessFunctions);
        this.harmfulFunctions = Set.copyOf(harmfulFunctions);
        this.statements = requireNonNull(statements, "statements is null");
        this.volatiles = requireNonNull(volatiles, "volatiles is null");
    }

    /** @throws CaravanException where the statement is none that is let through */
    public void admit(Connection connection, String sql) throws SQLException {
        int count = statements.count(SqlTokens.withoutEnd(sql));
        if (count > 1) {
            throw refused(count + " statements are given");
        }
        SqlTokens tokens = SqlTokens.of(sql, backslash);
        if (!beginnings.contains(tokens.first())) {
            throw refused("the statement is no select");
        }
        if (tokens.hasEscapedIdentifier()) {
            throw refused("a name is written as U&\"…\"");
        }
        List<String> called = tokens.called().stream()
                .filter(name -> !harmlessFunctions.contains(name))
                .distinct()
                .toList();
        called.stream().filter(harmfulFunctions::contains).findFirst().ifPresent(ReadOnlyAdmission::refuse);
        if (!called.isEmpty()) {
            volatiles.firstOf(connection, called).ifPresent(ReadOnlyAdmission::refuse);
        }
    }

    private static void refuse(String function) {
        throw new CaravanException(Problem.at(
                "warehouse",
                "the function \"" + function + "\" may reach out of the warehouse",
                REMEDY + " A function of your own that only computes is marked stable or immutable."));
    }

    private static CaravanException refused(String what) {
        return new CaravanException(Problem.at("warehouse", what, REMEDY));
    }
}
