package dev.caravan.bench;

import dev.caravan.compile.CompileSettings;
import dev.caravan.compile.ProjectCompiler;
import dev.caravan.landing.Landings;
import dev.caravan.migrate.Migrator;
import dev.caravan.pipeline.site.Columnar;
import dev.caravan.pipeline.site.Sight;
import dev.caravan.pipeline.site.Site;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import dev.caravan.web.FirstAnswers;
import dev.caravan.web.PageData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Zooms into a year of one symbol's minutes, 525,600 rows, on DuckDB, out of a table that has eleven such symbols. Prints the
 * median and the slowest of many questions, none of them asked before, after those that {@code start} asks by itself. Run by hand.
 */
public final class CandlesBenchmark {
    private static final int SYMBOLS = 11;
    private static final int MINUTES = 525_600;
    private static final int ROUNDS = 40;
    private static final int CANDLES_SHOWN = 500;
    private static final Instant BEGIN = Instant.parse("2023-01-01T00:00:00Z");

    private CandlesBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("candles");
        Project project = Project.at(Path.of(""));
        Environment environment = Environment.load(
                project, "demo", Map.of(), Map.of("warehouse.url", "jdbc:duckdb:" + directory.resolve("w.duckdb")));
        CompileSettings settings = new CompileSettings(
                Warehouses.dialect(environment), "demo", environment.below("var."), Map.<String, String>of());
        try (Warehouse warehouse = Warehouses.open(environment, project.root())) {
            new Migrator(project, warehouse, "demo").update();
            fill(warehouse);
            try (Site site = Site.of(new Sight(
                    project,
                    environment,
                    () -> warehouse,
                    () -> Landings.open(environment, project.root()),
                    () -> ProjectCompiler.compile(project, settings),
                    Clock.systemUTC()))) {
                new FirstAnswers(site, new PageData(site, PageData.Mode.LIVE)).ask();
                for (int seconds : new int[] {60, 300, 900, 1_800, 3_600, 7_200, 18_000, 86_400}) {
                    measure(site, seconds);
                }
            }
        }
    }

    private static void fill(Warehouse warehouse) {
        warehouse.inTransaction(transaction -> transaction.execute(
                """
                insert into star.dim_series (
                    market, symbol, interval_name, first_opened_at, last_opened_at, batch_id
                )
                select 'spot', 'S' || n || 'USDT', 'minute', timestamp '2023-01-01',
                    timestamp '2023-01-01' + interval '1 minute' * %d, '0198c1f2-0000-7000-8000-000000000000'
                from range(%d) as symbols (n)
                """
                        .formatted(MINUTES - 1, SYMBOLS)));
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            String name = "S" + symbol + "USDT";
            warehouse.inTransaction(transaction -> transaction.execute(
                    """
                    insert into star.fct_ohlcv
                    select 'spot', ?, 'minute', 1000 + sin(n / 1000.0) * 100, 1001 + sin(n / 1000.0) * 100,
                        999 + sin(n / 1000.0) * 100, 1000 + cos(n / 1000.0) * 100, n %% 97 * 1.37, n %% 89 * 1000.77, n %% 1000,
                        cast(timestamp '2023-01-01' + interval '1 minute' * n as date),
                        timestamp '2023-01-01' + interval '1 minute' * n, '0198c1f2-0000-7000-8000-000000000000', 0, n + 2
                    from range(%d) as minutes (n)
                    """
                            .formatted(MINUTES),
                    name));
        }
        warehouse.inTransaction(transaction -> transaction.execute("create schema if not exists marts"));
        mart(warehouse, "ohlcv_hourly", "date_trunc('hour', opened_at) as opened_hour");
        mart(warehouse, "ohlcv_daily", "opened_date");
    }

    private static void mart(Warehouse warehouse, String name, String period) {
        warehouse.inTransaction(transaction -> transaction.execute(
                """
                create table marts.%s as
                select
                    market, symbol, %s, cast(arg_min("open", opened_at) as numeric(38, 12)) as "open",
                    max(high) as high, min(low) as low, cast(arg_max(close, opened_at) as numeric(38, 12)) as close,
                    cast(sum(volume_base) as numeric(38, 12)) as volume_base,
                    cast(sum(volume_quote) as numeric(38, 12)) as volume_quote,
                    cast(sum(trade_count) as bigint) as trade_count, min(opened_at) as first_opened_at
                from star.fct_ohlcv
                group by all
                """
                        .formatted(name, period)));
    }

    /** What the page asks for: the candles that it shows at most, and as many again before and behind them. */
    private static void measure(Site site, int bucketSeconds) {
        long span = Math.min(MINUTES * 60L, 3L * CANDLES_SHOWN * bucketSeconds);
        long room = Math.max(1, (MINUTES * 60L - span) / bucketSeconds);
        long[] millis = new long[ROUNDS];
        int candles = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Instant from = BEGIN.plusSeconds(round * 37L % room * bucketSeconds);
            long begin = System.nanoTime();
            Columnar data = site.data(
                    "candles",
                    new TreeMap<>(Map.of(
                            "symbol", "S" + round % SYMBOLS + "USDT",
                            "from", from.toString(),
                            "to", from.plusSeconds(span + round).toString(),
                            "bucket_seconds", Integer.toString(bucketSeconds))));
            millis[round] = (System.nanoTime() - begin) / 1_000_000;
            candles = data.data().get(0).size();
        }
        Arrays.sort(millis);
        System.out.printf(
                "%d s: %d candles, median %d ms, slowest %d ms%n",
                bucketSeconds, candles, millis[ROUNDS / 2], millis[ROUNDS - 1]);
    }
}
