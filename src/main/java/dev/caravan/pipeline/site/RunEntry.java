package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line of the run history.
 *
 * @param status {@code success} or {@code failed}
 * @param seconds none where the run did not end
 */
public record RunEntry(
        String id,
        String command,
        String status,
        Instant startedAt,
        Optional<BigDecimal> seconds,
        OptionalLong rowsExtracted,
        OptionalLong rowsLoaded,
        Optional<String> message,
        NodeCounts nodes) {

    /** How the nodes of a run ended; a test that passed is a success too. */
    public record NodeCounts(long success, long warn, long error, long skipped) {}

    public RunEntry {
        requireNonNull(id, "id is null");
        requireNonNull(command, "command is null");
        requireNonNull(status, "status is null");
        requireNonNull(startedAt, "startedAt is null");
        requireNonNull(seconds, "seconds is null");
        requireNonNull(rowsExtracted, "rowsExtracted is null");
        requireNonNull(rowsLoaded, "rowsLoaded is null");
        requireNonNull(message, "message is null");
        requireNonNull(nodes, "nodes is null");
    }
}
