package dev.caravan.warehouse;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Puts values into the places of a statement. */
final class JdbcValues {
    private JdbcValues() {}

    static void bind(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
    }

    private static void bind(PreparedStatement statement, int place, Object value) throws SQLException {
        if (value instanceof Optional<?> optional) {
            if (optional.isEmpty()) {
                statement.setObject(place, null);
                return;
            }
            bind(statement, place, optional.get());
            return;
        }
        if (value instanceof Instant instant) {
            // Sessions are in UTC, so the same value fits a timestamp with and without zone.
            statement.setObject(place, LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
            return;
        }
        statement.setObject(place, value);
    }
}
