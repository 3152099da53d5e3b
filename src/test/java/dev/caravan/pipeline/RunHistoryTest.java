package dev.caravan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.compile.DataTest;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Model;
import dev.caravan.compile.SmallProject;
import dev.caravan.migrate.Migrator;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import dev.caravan.run.NodeResult;
import dev.caravan.run.Readers;
import dev.caravan.run.RunResults;
import dev.caravan.run.Span;
import dev.caravan.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path directory;

    private SmallProject project;
    private Warehouse warehouse;
    private RunHistory history;

    @BeforeEach
    void open() {
        project = new SmallProject(directory);
        warehouse = project.open();
        new Migrator(Project.at(Path.of("")), warehouse, "demo").update();
        history = new RunHistory(warehouse, "demo");
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Test
    void everyNodeOfARunIsRemembered() {
        project.file("models/star/a.sql", "select 1 as id");
        project.file("models/star/b.sql", "select * from ${ref('a')}");
        project.file("models/star/a.yml", "models: [{name: a, columns: [{name: id, data_tests: [unique]}]}]");
        Manifest manifest = project.compile();
        Model a = manifest.model("a").orElseThrow();
        DataTest unique = manifest.tests().get(0);
        Span span = new Span(START, Duration.ofMillis(1_500), "node-1");

        history.record(
                "run1",
                new RunResults(
                        START,
                        Duration.ofSeconds(2),
                        List.of(
                                new NodeResult.Success(a, OptionalLong.of(7), span),
                                new NodeResult.Failed(
                                        unique,
                                        OptionalLong.of(3),
                                        List.of(Problem.at("models/star/a.yml", "found 3 failing rows", "See them.")),
                                        span),
                                new NodeResult.Skipped(manifest.model("b").orElseThrow(), unique))),
                Readers.none());

        assertThat(rows())
                .containsExactly(
                        "run1 model.caravan.a success 7 2026-01-02T03:04:05 1.500 -",
                        "run1 model.caravan.b skipped - - - models/star/b.sql: b is not run, because unique_a_id"
                                + " failed",
                        "run1 test.caravan.unique_a_id fail 3 2026-01-02T03:04:05 1.500 models/star/a.yml: found 3"
                                + " failing rows\n"
                                + "    See them.");
    }

    @Test
    void aRunOfThousandsOfNodesIsRememberedWhole() {
        int nodes = 1_234;
        IntStream.range(0, nodes).forEach(i -> project.file("models/star/m" + i + ".sql", "select 1 as id"));
        Span span = new Span(START, Duration.ofMillis(1), "node-1");
        List<NodeResult> results = project.compile().models().stream()
                .map(model -> (NodeResult) new NodeResult.Success(model, OptionalLong.empty(), span))
                .toList();

        history.record("run1", new RunResults(START, Duration.ofSeconds(2), results), Readers.none());

        assertThat(rows()).hasSize(nodes);
    }

    @Test
    void aRunWithoutNodesWritesNothing() {
        history.record("run1", new RunResults(START, Duration.ZERO, Collections.emptyList()), Readers.none());

        assertThat(rows()).isEmpty();
    }

    private List<String> rows() {
        return warehouse.readOnly(transaction -> transaction.query(
                """
                select concat_ws(' ', run_id, node_id, status, coalesce(rows_changed::varchar, '-'),
                    coalesce(replace(started_at::varchar, ' ', 'T'), '-'), coalesce(seconds::varchar, '-'),
                    coalesce(message, '-'))
                from caravan.node_result
                where length(compiled_checksum) = 64
                order by node_id
                """,
                row -> row.text(1).orElseThrow()));
    }
}
