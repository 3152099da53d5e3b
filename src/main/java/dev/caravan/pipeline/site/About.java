package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What a page says of itself.
 *
 * @param warehouse the database's kind: {@code duckdb}, {@code postgres}, {@code redshift}
 * @param at when this was asked
 * @param dataVersion another one wherever data may have changed
 */
public record About(
        String project,
        String environment,
        String warehouse,
        Instant at,
        Optional<RunEntry> lastRun,
        String dataVersion) {
    public About {
        requireNonNull(project, "project is null");
        requireNonNull(environment, "environment is null");
        requireNonNull(warehouse, "warehouse is null");
        requireNonNull(at, "at is null");
        requireNonNull(lastRun, "lastRun is null");
        requireNonNull(dataVersion, "dataVersion is null");
    }
}
