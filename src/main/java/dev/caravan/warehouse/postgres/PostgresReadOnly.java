package dev.caravan.warehouse.postgres;

import dev.caravan.warehouse.ReadOnlyAdmission;
import dev.caravan.warehouse.SqlTokens.Backslash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.core.Parser;

/** What of PostgreSQL's is known to a read-only transaction's admission. */
final class PostgresReadOnly {
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

    private PostgresReadOnly() {}

    static ReadOnlyAdmission admission() {
        return new ReadOnlyAdmission(
                Backslash.PLAIN,
                BEGINNINGS,
                HARMLESS_FUNCTIONS,
                HARMFUL_FUNCTIONS,
                sql -> Parser.parseJdbcSql(sql, true, true, true, false, true).size(),
                PostgresReadOnly::firstVolatile);
    }

    private static Optional<String> firstVolatile(Connection connection, List<String> names) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(VOLATILE)) {
            statement.setArray(1, connection.createArrayOf("text", names.toArray()));
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
            }
        }
    }
}
