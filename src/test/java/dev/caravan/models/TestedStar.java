package dev.caravan.models;

import dev.caravan.compile.BatchRange;
import dev.caravan.compile.CompileSettings;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Model;
import dev.caravan.compile.Node;
import dev.caravan.compile.ProjectCompiler;
import dev.caravan.graph.NodeId;
import dev.caravan.migrate.Migrator;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.run.GraphRunner;
import dev.caravan.run.NodeResult;
import dev.caravan.run.RunListener;
import dev.caravan.run.RunOptions;
import dev.caravan.run.RunResults;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shipped migrations and models on a warehouse of their own, into which a test writes raw rows by hand. */
final class TestedStar implements AutoCloseable {
    private static final Instant FIRST_LOAD = Instant.parse("2026-03-01T00:00:00Z");
    private static final RunListener NOBODY = new RunListener() {
        @Override
        public void started(Node node) {}

        @Override
        public void finished(NodeResult result) {}
    };

    private final Project project;
    private final Environment environment;
    private final Warehouse warehouse;
    private int loads;

    /** @param template what {@link #migrate} made; it is copied, because Liquibase takes a second */
    TestedStar(Path template, Path file) throws IOException {
        this(Files.copy(template, file));
    }

    private TestedStar(Path file) {
        project = Project.at(Path.of(""));
        environment = Environment.load(project, "demo", Map.of(), Map.of("warehouse.url", "jdbc:duckdb:" + file));
        warehouse = Warehouses.open(environment, project.root());
    }

    static Path migrate(Path file) {
        try (TestedStar star = new TestedStar(file)) {
            new Migrator(star.project, star.warehouse, "demo").update();
        }
        return file;
    }

    /**
     * Loads a batch one hour after the one before it.
     *
     * @param batch b1 was extracted on the first of January 2026 at seven, b2 a day later; later batches have greater ids
     * @param table a line of column names and one a row, divided by {@code |}; {@code null} is null
     */
    TestedStar load(String dataset, String batch, String table) {
        List<List<String>> rows = table.strip()
                .lines()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .toList();
        Instant extractedAt = extractedAt(batch);
        List<String> columns = new ArrayList<>(List.of("batch_id", "extracted_at", "part", "line"));
        columns.addAll(rows.get(0));
        String insert = "insert into raw." + dataset + " ("
                + columns.stream().map(column -> "\"" + column + "\"").collect(Collectors.joining(", ")) + ") values ("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
        warehouse.inTransaction(transaction -> {
            for (int i = 1; i < rows.size(); i++) {
                Stream<Object> origin = Stream.of(batch, extractedAt, 0, i + 1);
                Stream<Object> values = rows.get(i).stream().map(TestedStar::value);
                transaction.execute(insert, Stream.concat(origin, values).toArray());
            }
            long count = rows.size() - 1L;
            return transaction.execute(
                    """
                    insert into caravan.ledger (
                        dataset, batch_id, run_id, extracted_at, loaded_at, rows_extracted, rows_rejected,
                        rows_repeated, rows_landed, rows_loaded, parts, size_bytes, source_uri
                    ) values (?, ?, 'run', ?, ?, ?, 0, 0, ?, ?, 1, 1, 'test')
                    """,
                    dataset,
                    batch,
                    extractedAt,
                    FIRST_LOAD.plus(loads++, ChronoUnit.HOURS),
                    count,
                    count,
                    count);
        });
        return this;
    }

    TestedStar build() {
        return build(false);
    }

    TestedStar fullRefresh() {
        return build(true);
    }

    /** @param batch as of {@link #load}; what was extracted at its time is built again */
    TestedStar backfill(String batch) {
        Instant extractedAt = extractedAt(batch);
        return build(
                settings().withBackfill(new BatchRange(extractedAt, extractedAt.plus(1, ChronoUnit.DAYS))),
                RunOptions.backfilling());
    }

    private TestedStar build(boolean fullRefresh) {
        return build(settings(), RunOptions.build(fullRefresh));
    }

    private CompileSettings settings() {
        return new CompileSettings(warehouse.dialect(), "demo", environment.below("var."), Map.<String, String>of());
    }

    private TestedStar build(CompileSettings settings, RunOptions options) {
        Manifest manifest = ProjectCompiler.compile(project, settings);
        SortedSet<NodeId> models =
                manifest.models().stream().map(Model::id).collect(Collectors.toCollection(TreeSet::new));
        RunResults results = new GraphRunner(warehouse, 2, Clock.systemUTC(), NOBODY).run(manifest, models, options);
        if (results.isFailed()) {
            throw new AssertionError(results.results().stream()
                    .flatMap(result -> result.problems().stream())
                    .map(Object::toString)
                    .collect(Collectors.joining("\n")));
        }
        return this;
    }

    /** Rows of a query, values divided by {@code  | }. */
    List<String> rows(String select) {
        return warehouse.readOnly(transaction -> {
            int columns = transaction.describe(select).size();
            return transaction.query(select, row -> {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(row.text(i).orElse("null"));
                }
                return String.join(" | ", values);
            });
        });
    }

    /** Every row of every star table and of the daily mart, each after the table's name. */
    List<String> everything() {
        return Stream.of(
                        "star.dim_coin",
                        "star.dim_exchange",
                        "star.dim_date",
                        "star.dim_series",
                        "star.bridge_coin",
                        "star.fct_coin_snapshots",
                        "star.fct_market_quotes",
                        "star.fct_ohlcv",
                        "marts.ohlcv_hourly",
                        "marts.ohlcv_daily")
                .flatMap(table -> rows("select '" + table + "', * from " + table + " order by all").stream())
                .toList();
    }

    /** Changes what stands in the warehouse behind the back of models. */
    TestedStar damage(String... statements) {
        warehouse.inTransaction(transaction -> {
            for (String statement : statements) {
                transaction.execute(statement);
            }
            return statements.length;
        });
        return this;
    }

    private static Instant extractedAt(String batch) {
        return Instant.parse("2026-01-01T07:00:00Z").plus(Integer.parseInt(batch.substring(1)) - 1L, ChronoUnit.DAYS);
    }

    private static Optional<String> value(String text) {
        return text.equals("null") ? Optional.empty() : Optional.of(text.replace("\\n", "\n"));
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
