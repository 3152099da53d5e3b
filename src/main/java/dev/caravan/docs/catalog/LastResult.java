package dev.caravan.docs.catalog;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a node ended when it last ran.
 *
 * @param status dbt's word: {@code success}, {@code error}, {@code pass}, {@code warn}, {@code fail}, {@code skipped}
 * @param startedAt nothing where it was skipped
 * @param rows what a model changed, or a test found wrong; nothing for views
 */
public record LastResult(
        String runId,
        String status,
        Optional<Instant> startedAt,
        Optional<BigDecimal> seconds,
        OptionalLong rows,
        Optional<String> message) {
    public LastResult {
        requireNonNull(runId, "runId is null");
        requireNonNull(status, "status is null");
        requireNonNull(startedAt, "startedAt is null");
        requireNonNull(seconds, "seconds is null");
        requireNonNull(rows, "rows is null");
        requireNonNull(message, "message is null");
    }
}
