package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped project's main job, landed in a bucket, gives the same star on a server as on DuckDB, from the same batches. */
abstract class MainJobContract {
    private static final String COUNTS =
            """
            select 'raw.coins' as what, count(*) as "rows" from "raw".coins
            union all select 'raw.exchanges', count(*) from "raw".exchanges
            union all select 'raw.exchange_details', count(*) from "raw".exchange_details
            union all select 'raw.markets', count(*) from "raw".markets
            union all select 'raw.global', count(*) from "raw".global
            union all select 'raw.history', count(*) from "raw".history
            union all select 'star.fct_coin_snapshots', count(*) from star.fct_coin_snapshots
            union all select 'star.fct_market_quotes', count(*) from star.fct_market_quotes
            union all select 'star.fct_ohlcv', count(*) from star.fct_ohlcv
            order by 1
            """;

    @TempDir
    Path scratch;

    /** Settings as {@code key=value}. */
    abstract List<String> warehouse() throws Exception;

    /** Settings of a landing in a bucket. */
    abstract List<String> landing();

    @Test
    void carriesTheSameStarAsDuckDbAndDoublesNothing() throws Exception {
        List<String> duckDb = List.of("warehouse.url=jdbc:duckdb:" + scratch.resolve("warehouse.duckdb"));
        List<String> server = warehouse();
        List<String> landing = landing();
        caravan(duckDb, landing, "run").succeeded();

        // The server loads what DuckDB's run landed, so that both hold the same polls.
        CommandRun load = caravan(server, landing, "load").succeeded();
        CommandRun build = caravan(server, landing, "build").succeeded();

        assertThat(load.out()).contains("7,001");
        assertThat(build.out()).contains("passed");
        assertThat(counts(server)).isEqualTo(counts(duckDb));
        assertThat(checksums(server)).isEqualTo(checksums(duckDb));
        assertThat(AnalysisAnswers.of(with(landing, server))).isEqualTo(AnalysisAnswers.of(with(landing, duckDb)));

        caravan(server, landing, "run").succeeded();

        assertThat(counts(server))
                .containsExactly(
                        "what,rows",
                        "raw.coins,14002",
                        "raw.exchange_details,400",
                        "raw.exchanges,800",
                        "raw.global,2",
                        "raw.history,40087",
                        "raw.markets,2022",
                        "star.fct_coin_snapshots,14002",
                        "star.fct_market_quotes,1011",
                        "star.fct_ohlcv,39142");
    }

    private static List<String> with(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static SortedMap<String, String> checksums(List<String> warehouse) {
        return Star.checksums(sql -> query(warehouse, sql));
    }

    private static List<String> counts(List<String> warehouse) {
        return query(warehouse, COUNTS);
    }

    private static List<String> query(List<String> warehouse, String sql) {
        return caravan(warehouse, List.of(), "query", sql, "--format", "csv")
                .succeeded()
                .lines();
    }

    private static CommandRun caravan(List<String> warehouse, List<String> landing, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--env", "demo"));
        warehouse.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        landing.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return CommandRun.of(arguments);
    }
}
