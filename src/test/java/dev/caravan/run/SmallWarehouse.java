package dev.caravan.run;

import dev.caravan.compile.Manifest;
import dev.caravan.compile.Node;
import dev.caravan.compile.SmallProject;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A small project with its warehouse, in which {@code raw.coins} has two rows. */
final class SmallWarehouse implements AutoCloseable {
    static final RunListener NOBODY = new RunListener() {
        @Override
        public void started(Node node) {}

        @Override
        public void finished(NodeResult result) {}
    };

    private final SmallProject project;
    private final Warehouse warehouse;

    SmallWarehouse(Path directory) {
        project = new SmallProject(directory);
        project.file("models/staging/__sources.yml", "sources: [{name: raw, tables: [{name: coins}]}]");
        warehouse = project.open();
        run(
                "create schema raw",
                "create schema star",
                "create table raw.coins (id integer, name varchar, batch integer)",
                "insert into raw.coins values (1, 'one', 1), (2, 'two', 1)");
    }

    SmallProject project() {
        return project;
    }

    Warehouse open() {
        return warehouse;
    }

    RunResults build() {
        return build(RunOptions.build(false));
    }

    RunResults build(RunOptions options) {
        Manifest manifest = project.compile();
        return runner(2, NOBODY).run(manifest, manifest.nodes().keySet(), options);
    }

    RunResults build(int threads) {
        Manifest manifest = project.compile();
        return runner(threads, NOBODY).run(manifest, manifest.nodes().keySet(), RunOptions.build(false));
    }

    GraphRunner runner(int threads, RunListener listener) {
        return new GraphRunner(warehouse, threads, Clock.systemUTC(), listener);
    }

    /** Name, status, and what was counted: rows of a model, failures of a test. */
    static List<String> told(RunResults results) {
        return results.results().stream()
                .map(result -> result.node().name() + " " + result.status() + counted(result))
                .toList();
    }

    private static String counted(NodeResult result) {
        OptionalLong count = result.rows().isPresent() ? result.rows() : result.failures();
        return count.isPresent() && !result.status().equals("pass") ? " " + count.getAsLong() : "";
    }

    static List<String> problems(RunResults results) {
        return results.results().stream()
                .flatMap(result -> result.problems().stream())
                .map(Problem::toString)
                .toList();
    }

    void run(String... statements) {
        warehouse.inTransaction(transaction -> {
            Stream.of(statements).forEach(transaction::execute);
            return statements.length;
        });
    }

    List<String> rows(String select) {
        return warehouse.readOnly(transaction -> {
            int columns = transaction.describe(select).size();
            return transaction.query(select, row -> {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(row.text(i).orElse("null"));
                }
                return String.join(" ", values);
            });
        });
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
