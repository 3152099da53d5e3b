package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillCommandTest {
    private static final String YESTERDAY =
            LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
    private static final String TOMORROW =
            LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();

    @TempDir
    static Path filled;

    @TempDir
    Path scratch;

    @BeforeAll
    static void run() {
        caravan(filled, "run").succeeded();
    }

    @Test
    void rowsThatVanishedFromTheStarComeBack() throws IOException {
        copy();
        SortedMap<String, String> whole = star();
        damage(
                "delete from star.fct_coin_snapshots where coin_id < 1000",
                "update star.fct_market_quotes set price_usd = 0",
                "delete from star.fct_ohlcv where market = 'spot'",
                "delete from star.dim_coin");
        assertThat(star()).isNotEqualTo(whole);

        caravan("backfill", "--from", YESTERDAY, "--to", TOMORROW).succeeded();

        assertThat(star()).isEqualTo(whole);
        assertThat(caravan("query", "select command, status from caravan.run order by run_id", "--format", "csv")
                        .lines())
                .containsExactly("command,status", "run,success", "backfill,success");
    }

    @Test
    void whatCouldNotBeReadAgainIsNotDeleted() throws IOException {
        copy();
        damage("delete from raw.global");
        SortedMap<String, String> before = star();

        CommandRun backfill = caravan("backfill", "--from", YESTERDAY, "--to", TOMORROW);

        assertThat(backfill.exitCode()).isEqualTo(1);
        assertThat(backfill.shown())
                .contains("has 0 of its 1 rows in raw.global")
                .contains("What is not there cannot be read again.");
        assertThat(star()).isEqualTo(before);
    }

    @Test
    void aRangeWithoutBatchesIsAnError() {
        CommandRun backfill = caravan("backfill", "--from", "2001-02-03", "--to", "2001-02-04T05:06:07Z");

        assertThat(backfill.exitCode()).isEqualTo(1);
        assertThat(backfill.shown())
                .contains("backfill: no batch was extracted from 2001-02-03T00:00:00Z until 2001-02-04T05:06:07Z");
    }

    @Test
    void datesAreCheckedBeforeAnythingIsOpened() {
        assertThat(wrongUsage("--from", "25.11.2026", "--to", "2026-11-26"))
                .startsWith(
                        "Invalid value for option '--from': \"25.11.2026\" is no date: give a day such as 2026-11-25,"
                                + " or a time in UTC such as 2026-11-25T07:00:00Z");
        assertThat(wrongUsage("--from", "2026-11-26", "--to", "2026-11-26"))
                .startsWith("--from 2026-11-26T00:00:00Z is not before --to 2026-11-26T00:00:00Z: the range is empty");
        assertThat(wrongUsage("--from", "2026-11-26")).startsWith("Missing required option: '--to=DATE'");
    }

    private String wrongUsage(String... range) {
        List<String> words = new ArrayList<>(List.of("backfill"));
        words.addAll(List.of(range));
        CommandRun backfill = caravan(words.toArray(String[]::new));
        assertThat(backfill.exitCode()).isEqualTo(2);
        assertThat(scratch).isEmptyDirectory();
        return backfill.err();
    }

    private SortedMap<String, String> star() {
        return Star.checksums(
                sql -> caravan("query", sql, "--format", "csv").succeeded().lines());
    }

    private void damage(String... statements) {
        Project project = Project.at(Path.of(""));
        Environment environment = Environment.load(
                project,
                "demo",
                Map.of(),
                Map.of("warehouse.url", "jdbc:duckdb:" + scratch.resolve("warehouse.duckdb")));
        try (Warehouse warehouse = Warehouses.open(environment, project.root())) {
            warehouse.inTransaction(transaction -> {
                for (String statement : statements) {
                    transaction.execute(statement);
                }
                return statements.length;
            });
        }
    }

    private void copy() throws IOException {
        Files.copy(filled.resolve("warehouse.duckdb"), scratch.resolve("warehouse.duckdb"));
    }

    private CommandRun caravan(String... words) {
        return caravan(scratch, words);
    }

    private static CommandRun caravan(Path directory, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(CaravanProcess.options(directory));
        return CommandRun.of(arguments);
    }
}
