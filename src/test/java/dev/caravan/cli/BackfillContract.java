package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The shipped star, damaged and built again of its batches. Each test leaves it whole. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class BackfillContract {
    static final String YESTERDAY = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
    static final String TOMORROW = LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();

    private List<String> settings;

    /** A warehouse and a landing, empty at first, as {@code key=value}. */
    abstract List<String> settings() throws Exception;

    @BeforeAll
    void run() throws Exception {
        settings = settings();
        caravan("run").succeeded();
    }

    @Test
    void rowsThatVanishedFromTheStarComeBack() {
        SortedMap<String, String> whole = star();
        damage(
                "delete from star.fct_coin_snapshots where coin_id < 1000",
                "update star.fct_market_quotes set price_usd = 0",
                "delete from star.fct_ohlcv where market = 'spot'",
                "delete from marts.ohlcv_daily where trade_count is null",
                "delete from star.dim_coin");
        assertThat(star()).isNotEqualTo(whole);

        caravan("backfill", "--from", YESTERDAY, "--to", TOMORROW).succeeded();

        assertThat(star()).isEqualTo(whole);
        assertThat(query("select command, status from caravan.run order by run_id"))
                .startsWith("command,status", "run,success")
                .endsWith("backfill,success");
    }

    @Test
    void whatCouldNotBeReadAgainIsNotDeleted() {
        damage("update \"raw\".global set batch_id = replace(batch_id, '-', '+')");
        SortedMap<String, String> before = star();

        CommandRun backfill = caravan("backfill", "--from", YESTERDAY, "--to", TOMORROW);

        assertThat(star()).isEqualTo(before);
        damage("update \"raw\".global set batch_id = replace(batch_id, '+', '-')");
        assertThat(backfill.exitCode()).isEqualTo(1);
        assertThat(backfill.shown())
                .contains("has 0 of its 1 rows in raw.global")
                .contains("What is not there cannot be read again.");
    }

    private SortedMap<String, String> star() {
        SortedMap<String, String> star = new TreeMap<>(Star.checksums(this::query));
        star.put(
                "ohlcv_daily",
                query("select * from marts.ohlcv_daily").stream()
                        .sorted()
                        .toList()
                        .toString());
        return star;
    }

    private void damage(String... statements) {
        Project project = Project.at(Path.of(""));
        Map<String, String> overrides = new TreeMap<>();
        settings.forEach(setting ->
                overrides.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1)));
        Environment environment = Environment.load(project, "demo", Map.of(), overrides);
        try (Warehouse warehouse = Warehouses.open(environment, project.root())) {
            warehouse.inTransaction(transaction -> {
                for (String statement : statements) {
                    transaction.execute(statement);
                }
                return statements.length;
            });
        }
    }

    private List<String> query(String sql) {
        return caravan("query", sql, "--format", "csv").succeeded().lines();
    }

    private CommandRun caravan(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--env", "demo"));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return CommandRun.of(arguments);
    }
}
