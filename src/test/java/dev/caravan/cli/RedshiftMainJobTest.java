package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.standin.RedshiftExtension;
import dev.caravan.standin.RedshiftStandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped project's main job, landed in a bucket, gives the same star on Redshift's stand-in as on DuckDB, from the same
 * landed batches.
 */
class RedshiftMainJobTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

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

    @Test
    void carriesTheSameStarAsDuckDbAndDoublesNothing() {
        List<String> duckDb = List.of("--set", "warehouse.url=jdbc:duckdb:" + scratch.resolve("warehouse.duckdb"));
        List<String> redshift = List.of(
                "--set",
                "warehouse.url=" + REDSHIFT.standIn().jdbcUrl(),
                "--set",
                "warehouse.user=" + RedshiftStandIn.USER);
        caravan(duckDb, "run").succeeded();

        // The second warehouse loads what the first one landed, so that both hold the same polls.
        caravan(redshift, "migrate").succeeded();
        CommandRun first = caravan(redshift, "load").succeeded();
        CommandRun build = caravan(redshift, "build").succeeded();

        assertThat(first.out()).contains("7,001");
        assertThat(build.out()).contains("passed");
        assertThat(counts(redshift)).isEqualTo(counts(duckDb));
        assertThat(checksums(redshift)).isEqualTo(checksums(duckDb));

        caravan(redshift, "run").succeeded();

        assertThat(counts(redshift))
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

    private SortedMap<String, String> checksums(List<String> warehouse) {
        return Star.checksums(sql -> query(warehouse, sql));
    }

    private List<String> counts(List<String> warehouse) {
        return query(warehouse, COUNTS);
    }

    private List<String> query(List<String> warehouse, String sql) {
        return caravan(warehouse, "query", sql, "--format", "csv").succeeded().lines();
    }

    private CommandRun caravan(List<String> warehouse, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--env", "demo"));
        List.of(
                        "landing.uri=s3://" + RedshiftExtension.BUCKET + "/main-job",
                        "landing.s3.endpoint=" + REDSHIFT.s3Endpoint(),
                        "landing.s3.access-key-id=anyone",
                        "landing.s3.secret-access-key=anything")
                .forEach(setting -> arguments.addAll(List.of("--set", setting)));
        arguments.addAll(warehouse);
        return CommandRun.of(arguments);
    }
}
