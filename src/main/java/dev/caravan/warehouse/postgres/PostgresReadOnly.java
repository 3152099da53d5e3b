package dev.caravan.warehouse.postgres;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.postgresql.core.Parser;

/**
 * Lets through one select. A read-only transaction of PostgreSQL writes no table, but COPY writes files and starts
 * programs, SET outlives the transaction, and functions read files, send queries elsewhere and end other sessions. What a
 * function may do beyond computing, PostgreSQL marks as volatile; such functions are refused but for a few.
 */
final class PostgresReadOnly {
    private static final String REMEDY = "Give one select that reads relations of the warehouse.";
    private static final Set<String> BEGINNINGS = Set.of("select", "with", "values", "table", "(");
    private static final Set<String> HARMLESS_FUNCTIONS = Set.of(
            "clock_timestamp", "gen_random_uuid", "pg_sleep", "pg_sleep_for", "pg_sleep_until", "random", "timeofday");
    // Extensions' functions that run a text as a query and are marked stable.
    private static final Set<String> HARMFUL_FUNCTIONS =
            Set.of("connectby", "crosstab", "crosstab2", "crosstab3", "crosstab4", "crosstabn", "xpath_table");

    private static final String VOLATILE =
            """
            select distinct proname from pg_catalog.pg_proc
            where provolatile = 'v' and proname = any (?)
            order by proname
            """;

    void admit(Connection connection, String sql) throws SQLException {
        // The driver sends what it splits as statements of their own, so its own splitter is asked.
        int statements = Parser.parseJdbcSql(PostgresText.withoutEnd(sql), true, true, true, false, true)
                .size();
        if (statements > 1) {
            throw refused(statements + " statements are given");
        }
        PostgresTokens tokens = PostgresTokens.of(sql);
        if (!BEGINNINGS.contains(tokens.first())) {
            throw refused("the statement is no select");
        }
        if (tokens.hasEscapedIdentifier()) {
            throw refused("a name is written as U&\"…\"");
        }
        List<String> called = tokens.called().stream()
                .filter(name -> !HARMLESS_FUNCTIONS.contains(name))
                .toList();
        called.stream().filter(HARMFUL_FUNCTIONS::contains).findFirst().ifPresent(PostgresReadOnly::refuse);
        if (!called.isEmpty()) {
            checkVolatile(connection, called);
        }
    }

    private static void checkVolatile(Connection connection, List<String> called) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(VOLATILE)) {
            statement.setArray(1, connection.createArrayOf("text", called.toArray()));
            try (ResultSet found = statement.executeQuery()) {
                if (found.next()) {
                    refuse(found.getString(1));
                }
            }
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
