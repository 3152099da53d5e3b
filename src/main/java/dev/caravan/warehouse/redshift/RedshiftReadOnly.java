package dev.caravan.warehouse.redshift;

import static java.util.stream.Collectors.joining;

import com.amazon.redshift.core.Parser;
import dev.caravan.warehouse.ReadOnlyAdmission;
import dev.caravan.warehouse.SqlTokens.Backslash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of Redshift's is known to a read-only transaction's admission. UNLOAD, which writes to S3 from any transaction, COPY
 * and CALL are no selects.
 */
final class RedshiftReadOnly {
    private static final Set<String> BEGINNINGS = Set.of("select", "with", "(");
    private static final Set<String> HARMLESS_FUNCTIONS = Set.of("random", "timeofday");
    private static final Set<String> HARMFUL_FUNCTIONS =
            Set.of("pg_cancel_backend", "pg_terminate_backend", "set_config");

    private RedshiftReadOnly() {}

    static ReadOnlyAdmission admission() {
        return new ReadOnlyAdmission(
                Backslash.ESCAPES,
                BEGINNINGS,
                HARMLESS_FUNCTIONS,
                HARMFUL_FUNCTIONS,
                sql -> Parser.parseJdbcSql(sql, false, true, true, false, true).size(),
                RedshiftReadOnly::firstVolatile);
    }

    /** The driver binds no arrays. */
    private static Optional<String> firstVolatile(Connection connection, List<String> names) throws SQLException {
        String places = names.stream().map(name -> "?").collect(joining(", "));
        try (PreparedStatement statement = connection.prepareStatement(
                "select proname from pg_catalog.pg_proc where provolatile = 'v' and proname in (" + places
                        + ") order by proname limit 1")) {
            for (int i = 0; i < names.size(); i++) {
                statement.setString(i + 1, names.get(i));
            }
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
            }
        }
    }
}
