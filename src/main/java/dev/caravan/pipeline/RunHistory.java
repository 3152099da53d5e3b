package dev.caravan.pipeline;

import dev.caravan.project.Problem;
import dev.caravan.warehouse.Warehouse;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes what a command did into {@code caravan.run}. */
final class RunHistory {
    private static final int LONGEST_MESSAGE = 16_000;

    private final Warehouse warehouse;
    private final String environment;

    RunHistory(Warehouse warehouse, String environment) {
        this.warehouse = warehouse;
        this.environment = environment;
    }

    void record(RunSummary summary) {
        String failures = summary.failures().stream().map(Problem::toString).collect(Collectors.joining("\n"));
        Optional<String> message = failures.isEmpty()
                ? Optional.empty()
                : Optional.of(failures.substring(0, Math.min(failures.length(), LONGEST_MESSAGE)));
        warehouse.inTransaction(transaction -> transaction.execute(
                """
                insert into caravan.run (
                    run_id, command, environment, started_at, finished_at, status, rows_extracted, rows_loaded, message
                ) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                summary.runId(),
                summary.command(),
                environment,
                summary.startedAt(),
                summary.startedAt().plus(summary.took()),
                summary.isFailed() ? "failed" : "success",
                summary.rows(Step.EXTRACT),
                summary.rows(Step.LOAD),
                message));
    }
}
