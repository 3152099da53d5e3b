package dev.caravan.docs.catalog;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A test and how it last ended.
 *
 * @param kind {@code not_null}, {@code relationships}, …, or {@code singular}
 * @param severity {@code error} or {@code warn}
 * @param failures rows that it found wrong
 * @param sql selects the rows that fail
 */
public record TestDetail(
        String id,
        String name,
        String kind,
        String severity,
        Optional<String> status,
        OptionalLong failures,
        Optional<String> message,
        Optional<Instant> lastRunAt,
        String sql) {
    public TestDetail {
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(status, "status is null");
        requireNonNull(failures, "failures is null");
        requireNonNull(message, "message is null");
        requireNonNull(lastRunAt, "lastRunAt is null");
        requireNonNull(sql, "sql is null");
    }
}
