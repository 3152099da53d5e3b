package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import dev.caravan.graph.NodeId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a node ended in one run.
 *
 * @param node may be one that the project no longer has
 * @param status dbt's word: {@code success}, {@code error}, {@code pass}, {@code warn}, {@code fail}, {@code skipped}
 * @param startedAt none where it was skipped
 */
public record NodeRun(
        NodeId node,
        String runId,
        String status,
        Optional<Instant> startedAt,
        Optional<BigDecimal> seconds,
        OptionalLong rows,
        Optional<String> message) {
    public NodeRun {
        requireNonNull(node, "node is null");
        requireNonNull(runId, "runId is null");
        requireNonNull(status, "status is null");
        requireNonNull(startedAt, "startedAt is null");
        requireNonNull(seconds, "seconds is null");
        requireNonNull(rows, "rows is null");
        requireNonNull(message, "message is null");
    }
}
