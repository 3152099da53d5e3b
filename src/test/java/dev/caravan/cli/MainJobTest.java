package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The shipped project's main job on the demo's recordings; the second run goes over what the first one left. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class MainJobTest {
    private static final String COUNTS =
            """
            select 'raw.coins' as what, count(*) as rows from raw.coins
            union all select 'raw.exchanges', count(*) from raw.exchanges
            union all select 'raw.exchange_details', count(*) from raw.exchange_details
            union all select 'raw.markets', count(*) from raw.markets
            union all select 'raw.global', count(*) from raw.global
            union all select 'raw.history', count(*) from raw.history
            union all select 'star.dim_coin', count(*) from star.dim_coin
            union all select 'star.dim_exchange', count(*) from star.dim_exchange
            union all select 'star.fct_coin_snapshots', count(*) from star.fct_coin_snapshots
            union all select 'star.fct_market_quotes', count(*) from star.fct_market_quotes
            union all select 'star.fct_ohlcv', count(*) from star.fct_ohlcv
            """;

    @TempDir
    static Path scratch;

    @Test
    @Order(1)
    void carriesEveryRecordedRowIntoTheStar() {
        CommandRun run = caravan("run");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(counts())
                .containsExactly(
                        "what,rows",
                        "raw.coins,7001",
                        "raw.exchanges,400",
                        "raw.exchange_details,400",
                        "raw.markets,1011",
                        "raw.global,1",
                        "raw.history,40087",
                        "star.dim_coin,7001",
                        "star.dim_exchange,400",
                        "star.fct_coin_snapshots,7001",
                        "star.fct_market_quotes,1011",
                        "star.fct_ohlcv,39142");
    }

    @Test
    @Order(2)
    void aSecondRunAddsOnePollAndDoublesNothing() {
        CommandRun run = caravan("run");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(counts())
                .containsExactly(
                        "what,rows",
                        "raw.coins,14002",
                        "raw.exchanges,800",
                        "raw.exchange_details,400",
                        "raw.markets,2022",
                        "raw.global,2",
                        "raw.history,40087",
                        "star.dim_coin,7001",
                        "star.dim_exchange,400",
                        "star.fct_coin_snapshots,14002",
                        "star.fct_market_quotes,1011",
                        "star.fct_ohlcv,39142");
    }

    @Test
    @Order(3)
    void aRunTestsWhatItHasNotTestedAndTestReadsEveryRow() throws SQLException {
        change("update caravan.ledger set loaded_at = loaded_at - interval 1 hour where dataset = 'history'");
        change("insert into star.fct_ohlcv select * from star.fct_ohlcv limit 1");

        CommandRun run = caravan("run");
        CommandRun test = caravan("test", "--select", "fct_ohlcv");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(test.exitCode()).isEqualTo(1);
        assertThat(test.err())
                .contains("unique_combination_fct_ohlcv_market_symbol_interval_name_opened_at found 1 failing row");
    }

    @Test
    @Order(4)
    void aNewRowThatRepeatsTheKeyOfAnOldOneIsFoundByTheRun() throws SQLException {
        change("update caravan.ledger set loaded_at = loaded_at + interval 2 hour where dataset = 'history'");

        CommandRun run = caravan("run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("unique_combination_fct_ohlcv_market_symbol_interval_name_opened_at found 1 failing row");
    }

    private static void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + scratch.resolve("warehouse.duckdb"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> counts() {
        return caravan("query", COUNTS, "--format", "csv").succeeded().lines();
    }

    private CommandRun caravan(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of(
                "--env", "demo",
                "--set", "warehouse.url=jdbc:duckdb:" + scratch.resolve("warehouse.duckdb"),
                "--set", "landing.uri=" + scratch.resolve("landing").toUri()));
        return CommandRun.of(arguments);
    }
}
