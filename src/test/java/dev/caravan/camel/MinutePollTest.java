package dev.caravan.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.Progress;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.pipeline.Step;
import dev.caravan.pipeline.StepResult;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.web.RecordedApi;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinutePollTest {
    private static final List<String> SELECT = List.of("source:raw.coins+ source:raw.markets+");

    @TempDir
    Path directory;

    @Test
    void buildsOnlyWhatReadsSomethingNew() {
        try (RecordedApi api = RecordedApi.start(Path.of("environments/demo/recorded"), 0);
                Caravan caravan = caravan(api)) {
            caravan.run(List.of(), List.of(), false);

            RunSummary coins = caravan.poll(List.of("coins"), SELECT);
            RunSummary both = caravan.poll(List.of("coins", "markets"), SELECT);
            RunSummary everything = caravan.run(List.of(), List.of(), false);

            assertThat(built(coins)).contains("dim_coin", "fct_coin_snapshots").doesNotContain("fct_market_quotes");
            assertThat(built(both))
                    .contains("dim_coin", "fct_coin_snapshots", "fct_market_quotes")
                    .doesNotContain("stg_coins", "coin_movers", "dim_exchange", "fct_ohlcv");
            assertThat(built(everything)).contains("stg_coins", "coin_movers", "dim_exchange", "fct_ohlcv");
            assertThat(List.of(coins, both, everything)).noneMatch(RunSummary::isFailed);
        }
    }

    private static List<String> built(RunSummary summary) {
        return summary.of(Step.BUILD).map(StepResult::name).toList();
    }

    private Caravan caravan(RecordedApi api) {
        Project project = Project.at(Path.of(""));
        Map<String, String> settings = Map.of(
                "coinlore.url",
                api.url().toString(),
                "landing.uri",
                directory.resolve("landing").toUri().toString(),
                "warehouse.url",
                "jdbc:duckdb:" + directory.resolve("warehouse.duckdb"));
        return Caravan.open(
                project,
                Environment.load(project, "demo", Map.of(), settings),
                Map.of(),
                Clock.systemUTC(),
                Progress.SILENT,
                RouteExtraction::open);
    }
}
