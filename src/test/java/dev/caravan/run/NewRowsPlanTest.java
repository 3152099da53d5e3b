package dev.caravan.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.compile.CompileSettings;
import dev.caravan.compile.DataTest;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Model;
import dev.caravan.compile.ProjectCompiler;
import dev.caravan.graph.NodeId;
import dev.caravan.migrate.Migrator;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.warehouse.TestPostgres;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL finds a new batch beside fifty old ones by index, so that a run's cost does not follow the history. */
class NewRowsPlanTest {
    private static final Project PROJECT = Project.at(Path.of(""));
    private static final String LOAD =
            """
            insert into raw.history (
                batch_id, extracted_at, part, line, market, interval_name, unix, date, symbol, "open", high, low, close,
                volume_base, volume_quote, tradecount
            )
            select
                'batch' || 100 + n / 3000, current_timestamp, 0, n, 'spot', 'minute',
                1600000000000 + n * cast(60000 as bigint), 'any', 'BTC/USDT', 1, 1, 1, 1, 1, 1, 1
            from generate_series(%1$d * 3000, %1$d * 3000 + %3$d - 1) as series (n)
            """;
    private static final String LEDGER =
            """
            insert into caravan.ledger (
                dataset, batch_id, run_id, extracted_at, loaded_at, rows_extracted, rows_rejected, rows_repeated,
                rows_landed, rows_loaded, parts, size_bytes, source_uri
            )
            select
                'history', 'batch' || 100 + n, 'run', current_timestamp, current_timestamp + interval '1 hour' * (n - 49.5),
                3000, 0, 0, 3000, 3000, 1, 1, 'test'
            from generate_series(%1$d, %2$d - 1) as series (n)
            """;

    private Warehouse warehouse;
    private Manifest manifest;

    @BeforeEach
    void migrate() throws IOException {
        Environment environment = Environment.load(
                PROJECT,
                "postgres",
                Map.of(),
                Map.of("warehouse.url", TestPostgres.start().createDatabase(), "warehouse.user", "caravan"));
        warehouse = Warehouses.open(environment, PROJECT.root());
        new Migrator(PROJECT, warehouse, "postgres").update();
        manifest = ProjectCompiler.compile(
                PROJECT, new CompileSettings(warehouse.dialect(), "postgres", environment.below("var."), Map.of()));
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Test
    void modelsAndTestsOfHistoryReadNoTableOfCandlesWhole() {
        load(0, 50, 150_000);
        build();
        pass();
        load(50, 51, 300);

        List<String> scans = new ArrayList<>(scans(CompiledSelect.ofIncrement(model("fct_ohlcv"))));
        build("fct_ohlcv");
        run("analyze");
        Stream.of("dim_series", "ohlcv_hourly", "ohlcv_daily")
                .forEach(name -> scans.addAll(scans(CompiledSelect.ofIncrement(model(name)))));
        manifest.tests().stream()
                .filter(test -> test.newRowsSelect().isPresent())
                .forEach(test -> scans.addAll(scans(CompiledSelect.ofNewRows(test))));

        assertThat(scans).isEmpty();
    }

    private Model model(String name) {
        return manifest.model(name).orElseThrow();
    }

    private void load(int first, int end, int rows) {
        run(LEDGER.formatted(first, end), LOAD.formatted(first, end, rows), "analyze");
    }

    private void build(String... models) {
        List<NodeId> selected = manifest.select(List.of(models), List.of()).stream()
                .filter(id -> manifest.node(id) instanceof Model)
                .toList();
        RunResults results = new GraphRunner(warehouse, 2, Clock.systemUTC(), SmallWarehouse.NOBODY)
                .run(manifest, selected, RunOptions.build(false));
        assertThat(SmallWarehouse.problems(results)).isEmpty();
    }

    private void pass() {
        manifest.tests().stream()
                .map(DataTest::id)
                .forEach(id -> run("insert into caravan.node_result (run_id, node_id, status, started_at) values"
                        + " ('run', '" + id + "', 'pass', current_timestamp)"));
    }

    private void run(String... statements) {
        warehouse.inTransaction(transaction -> {
            Stream.of(statements).forEach(transaction::execute);
            return statements.length;
        });
    }

    /** The lines of the select's plan that read a large table from its beginning to its end. */
    private List<String> scans(CompiledSelect select) {
        return warehouse.inTransaction(transaction -> {
            Ids ids = Ids.ask(transaction, select);
            String sql = ids.writeInto(select, warehouse.dialect()).sql();
            return transaction.query("explain " + sql, row -> row.text(1).orElseThrow()).stream()
                    .filter(line -> line.matches(".*Seq Scan on (fct_ohlcv|history)\\b.*"))
                    .map(line -> select.compiledPath() + ": " + line.strip())
                    .toList();
        });
    }
}
