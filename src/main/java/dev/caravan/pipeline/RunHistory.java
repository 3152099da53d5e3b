package dev.caravan.pipeline;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.caravan.graph.NodeId;
import dev.caravan.project.Problem;
import dev.caravan.run.NodeResult;
import dev.caravan.run.Readers;
import dev.caravan.run.RunResults;
import dev.caravan.run.Span;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Repeat;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Writes what a command did into {@code caravan.run}, and what each node did into {@code caravan.node_result}. */
final class RunHistory {
    private static final Relation RUN = Relation.of("caravan", "run");
    private static final String FAILED = "failed";
    private static final Set<String> GOOD = Set.of("success", "pass");
    private static final int LONGEST_MESSAGE = 16_000;
    private static final int LONGEST_SELECTION = 1_000;
    // eight values a row, and a statement takes 32,767 of them on Redshift
    private static final int MOST_ROWS = 1_000;
    private static final int MILLIS_SCALE = 3;

    private final Warehouse warehouse;
    private final String environment;

    RunHistory(Warehouse warehouse, String environment) {
        this.warehouse = warehouse;
        this.environment = environment;
    }

    /** One statement for hundreds of nodes: a warehouse answers each statement slowly and a long one as fast. */
    void record(String runId, RunResults results, Readers readers) {
        List<NodeResult> left = results.results();
        warehouse.inTransaction(Repeat.ALSO_IF_UNKNOWN, transaction -> {
            if (stands(transaction, "caravan.node_result", runId)) {
                return 0;
            }
            for (int from = 0; from < left.size(); from += MOST_ROWS) {
                List<NodeResult> some = left.subList(from, Math.min(left.size(), from + MOST_ROWS));
                transaction.execute(
                        "insert into caravan.node_result (run_id, node_id, status, rows_changed, started_at, seconds,"
                                + " message, compiled_checksum) values "
                                + String.join(", ", Collections.nCopies(some.size(), "(?, ?, ?, ?, ?, ?, ?, ?)")),
                        some.stream()
                                .flatMap(result -> values(runId, result, readers))
                                .toArray());
            }
            return left.size();
        });
    }

    /** Tests that have passed at some time. */
    Set<NodeId> passed() {
        return Set.copyOf(warehouse.inTransaction(
                Repeat.ALSO_IF_UNKNOWN,
                transaction -> transaction.query(
                        "select distinct node_id from caravan.node_result where status = 'pass'",
                        row -> new NodeId(row.text(1).orElseThrow()))));
    }

    /** What each node came to when it last ran. A run of everything ran them all, so nothing before the last one is looked at. */
    Map<NodeId, LastResult> last() {
        return warehouse.inTransaction(Repeat.ALSO_IF_UNKNOWN, transaction -> transaction
                .query(
                        """
                                select results.node_id, results.run_id, results.status, results.compiled_checksum
                                from caravan.node_result as results
                                inner join (
                                    select node_id, max(run_id) as run_id
                                    from caravan.node_result
                                    where run_id >= coalesce((
                                        select max(run_id) from caravan.run
                                        where command = 'run' and environment = ? and selection is null
                                    ), '')
                                    group by node_id
                                ) as newest
                                    on
                                        results.node_id = newest.node_id
                                        and results.run_id = newest.run_id
                                """,
                        row -> Map.entry(
                                new NodeId(row.text(1).orElseThrow()),
                                new LastResult(
                                        row.text(2).orElseThrow(),
                                        GOOD.contains(row.text(3).orElseThrow()),
                                        row.text(4))),
                        environment)
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Stream<Object> values(String runId, NodeResult result, Readers readers) {
        return Stream.of(
                runId,
                result.node().id().value(),
                result.status(),
                rows(result),
                result.span().map(Span::startedAt),
                result.span().map(span -> BigDecimal.valueOf(span.took().toMillis(), MILLIS_SCALE)),
                message(result.problems()),
                Fingerprint.of(result.node(), readers));
    }

    /** What a model changed, or a test found wrong. */
    private static Optional<Long> rows(NodeResult result) {
        return LongStream.concat(result.rows().stream(), result.failures().stream())
                .boxed()
                .findFirst();
    }

    private static Optional<String> message(List<Problem> problems) {
        return Optional.of(problems.stream().map(Problem::toString).collect(joining("\n")))
                .filter(text -> !text.isEmpty())
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_MESSAGE)));
    }

    /** @param selection which datasets and nodes it was about; none where it was about all */
    void record(RunSummary summary, Optional<String> selection) {
        warehouse.inTransaction(
                Repeat.ALSO_IF_UNKNOWN,
                transaction -> stands(transaction, "caravan.run", summary.runId())
                        ? 0
                        : insert(transaction, summary, selection));
    }

    /** When the last main job ended that was about everything, whoever asked for it and however it ended. */
    Optional<Instant> lastWholeRun() {
        boolean migrated = warehouse
                .catalog()
                .find(RUN)
                .filter(table -> table.column("selection").isPresent())
                .isPresent();
        if (!migrated) {
            return Optional.empty();
        }
        return warehouse.inTransaction(Repeat.ALSO_IF_UNKNOWN, transaction -> transaction
                .query(
                        """
                        select max(finished_at) from caravan.run
                        where command = 'run' and environment = ? and selection is null
                        """,
                        row -> row.instant(1),
                        environment)
                .get(0));
    }

    /** Whether the last run of a command before another failed; nothing where there was none. */
    Optional<Boolean> failedBefore(String command, String runId) {
        return warehouse
                .inTransaction(
                        Repeat.ALSO_IF_UNKNOWN,
                        transaction -> transaction.query(
                                """
                                select status from caravan.run
                                where command = ? and environment = ? and run_id < ?
                                order by run_id desc limit 1
                                """,
                                row -> row.text(1).orElseThrow().equals(FAILED),
                                command,
                                environment,
                                runId))
                .stream()
                .findFirst();
    }

    /** A commit whose outcome was unknown has gone through. */
    private static boolean stands(Transaction transaction, String table, String runId) {
        return !transaction
                .query("select 1 from " + table + " where run_id = ? limit 1", row -> row.number(1), runId)
                .isEmpty();
    }

    private long insert(Transaction transaction, RunSummary summary, Optional<String> selection) {
        return transaction.execute(
                """
                insert into caravan.run (
                    run_id, command, environment, started_at, finished_at, status, rows_extracted, rows_loaded, message,
                    selection
                ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                summary.runId(),
                summary.command(),
                environment,
                summary.startedAt(),
                summary.startedAt().plus(summary.took()),
                summary.isFailed() ? FAILED : "success",
                summary.rows(Step.EXTRACT),
                summary.rows(Step.LOAD),
                message(summary.failures()),
                selection.map(text -> text.substring(0, Math.min(text.length(), LONGEST_SELECTION))));
    }
}
