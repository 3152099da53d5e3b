package dev.caravan.pipeline.site;

import dev.caravan.graph.NodeId;
import dev.caravan.pipeline.site.RunEntry.NodeCounts;
import dev.caravan.project.Masking;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** The run history, as {@code caravan.run} and {@code caravan.node_result} have it. */
final class Runs {
    private static final String RUNS =
            """
            select run_id, command, status, started_at, finished_at, rows_extracted, rows_loaded, message
            from caravan.run
            """;
    private static final String NODES =
            """
            select node_id, run_id, status, started_at, seconds, rows_changed, message
            from caravan.node_result
            """;
    private static final String COUNTS =
            """
            select
                run_id,
                sum(case when status in ('success', 'pass') then 1 else 0 end),
                sum(case when status = 'warn' then 1 else 0 end),
                sum(case when status in ('error', 'fail') then 1 else 0 end),
                sum(case when status = 'skipped' then 1 else 0 end)
            from caravan.node_result
            """;
    private static final String LAST_OF_EACH =
            NODES + "inner join (select node_id as last_node_id, max(run_id) as last_run_id from caravan.node_result"
                    + " group by node_id) as last on node_id = last_node_id and run_id = last_run_id";
    private static final NodeCounts NONE = new NodeCounts(0, 0, 0, 0);
    private static final int MOST_ROWS = 1_000;
    private static final int MILLIS_SCALE = 3;

    private final Looking looking;
    private final Batches batches;
    private final Masking masking;

    Runs(Looking looking, Batches batches, Masking masking) {
        this.looking = looking;
        this.batches = batches;
        this.masking = masking;
    }

    RunPage page(int limit, Optional<String> before) {
        int rows = Math.max(1, Math.min(limit, MOST_ROWS));
        String which = before.isPresent() ? "where run_id < ? " : "";
        List<RunEntry> found = runs(
                which + "order by run_id desc limit " + (rows + 1),
                before.stream().toArray());
        boolean more = found.size() > rows;
        List<RunEntry> shown = more ? found.subList(0, rows) : found;
        return new RunPage(shown, more ? Optional.of(shown.get(rows - 1).id()) : Optional.empty());
    }

    RunDetail detail(String id) {
        RunEntry run = runs("where run_id = ?", id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        Problem.at("run \"" + id + "\"", "is none of the run history", "Runs stand in caravan.run.")));
        return new RunDetail(
                run, nodes("where run_id = ? order by started_at nulls last, node_id", id), batches.ofRun(id));
    }

    List<NodeRun> trend(NodeId node, int limit) {
        List<NodeRun> newestFirst = new ArrayList<>(nodes(
                "where node_id = ? order by run_id desc limit " + Math.max(1, Math.min(limit, MOST_ROWS)),
                node.value()));
        Collections.reverse(newestFirst);
        return List.copyOf(newestFirst);
    }

    SortedMap<NodeId, NodeRun> lastResults() {
        SortedMap<NodeId, NodeRun> last = new TreeMap<>();
        looking.rows(LAST_OF_EACH, "node_result", this::node).forEach(node -> last.put(node.node(), node));
        return Collections.unmodifiableSortedMap(last);
    }

    private List<RunEntry> runs(String which, Object... values) {
        List<RunEntry> found = looking.rows(RUNS + which, "run", row -> entry(row, NONE), values);
        Map<String, NodeCounts> counts = counts(found);
        return found.stream()
                .map(run -> new RunEntry(
                        run.id(),
                        run.command(),
                        run.status(),
                        run.startedAt(),
                        run.seconds(),
                        run.rowsExtracted(),
                        run.rowsLoaded(),
                        run.message(),
                        counts.getOrDefault(run.id(), NONE)))
                .toList();
    }

    private Map<String, NodeCounts> counts(List<RunEntry> runs) {
        Map<String, NodeCounts> counts = new TreeMap<>();
        if (!runs.isEmpty()) {
            looking.rows(
                            COUNTS + "where run_id in (" + String.join(", ", Collections.nCopies(runs.size(), "?"))
                                    + ") group by run_id",
                            "node_result",
                            row -> Map.entry(
                                    row.text(1).orElseThrow(),
                                    new NodeCounts(row.number(2), row.number(3), row.number(4), row.number(5))),
                            runs.stream().map(RunEntry::id).toArray())
                    .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        }
        return counts;
    }

    private List<NodeRun> nodes(String which, Object... values) {
        return looking.rows(NODES + which, "node_result", this::node, values);
    }

    private RunEntry entry(Row row, NodeCounts nodes) {
        Instant started = row.instant(4).orElseThrow();
        return new RunEntry(
                row.text(1).orElseThrow(),
                row.text(2).orElseThrow(),
                row.text(3).orElseThrow(),
                started,
                row.instant(5)
                        .map(finished -> BigDecimal.valueOf(
                                Duration.between(started, finished).toMillis(), MILLIS_SCALE)),
                count(row, 6),
                count(row, 7),
                row.text(8).map(masking::mask),
                nodes);
    }

    private NodeRun node(Row row) {
        return new NodeRun(
                new NodeId(row.text(1).orElseThrow()),
                row.text(2).orElseThrow(),
                row.text(3).orElseThrow(),
                row.instant(4),
                row.text(5).map(BigDecimal::new),
                count(row, 6),
                row.text(7).map(masking::mask));
    }

    private static OptionalLong count(Row row, int column) {
        return row.text(column).isPresent() ? OptionalLong.of(row.number(column)) : OptionalLong.empty();
    }
}
