package dev.caravan.bench;

import dev.caravan.camel.RouteExtraction;
import dev.caravan.landing.Batch;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.Progress;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.run.NodeResult;
import dev.caravan.sql.Column;
import dev.caravan.warehouse.Row;
import dev.caravan.warehouse.TestPostgres;
import dev.caravan.warehouse.Transaction.ResultReader;
import dev.caravan.web.RecordedApi;
import dev.caravan.web.Relay;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long after the API's answer a coin is visible in {@code star.fct_coin_snapshots}, and what a minute poll costs: polls
 * of 7,001 coins in 71 answers and of the markets of 25 coins, one after the other. Visible is what its transaction has ended of, and
 * after each poll a reader checks that. Run by hand; needs the test class path. Arguments: {@code duckdb} or
 * {@code postgres}, how many polls.
 */
public final class MinutePollBenchmark implements Progress {
    private static final List<String> DATASETS = List.of("coins", "markets");
    private static final List<String> SELECT = List.of("source:raw.coins+ source:raw.markets+");
    private static final int WARM_UP = 5;
    private static final String SNAPSHOTS = "fct_coin_snapshots";
    private static final String NEWEST = "select max(batch_id) from star." + SNAPSHOTS;

    /** When the pages of the poll in hand were answered. */
    private final List<Long> answers = new ArrayList<>();

    private final Map<String, List<Long>> answersOfBatch = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private String newest = "";

    public static void main(String[] arguments) throws Exception {
        boolean postgres = arguments.length > 0 && arguments[0].equals("postgres");
        int polls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        MinutePollBenchmark benchmark = new MinutePollBenchmark();
        Path directory = Files.createTempDirectory("minute-polls");
        try (RecordedApi api = RecordedApi.start(Path.of("environments/demo/recorded"), 0)) {
            URI watched = Relay.before(api.url(), Map.of(), benchmark::answered);
            Map<String, String> settings = new TreeMap<>(Map.of(
                    "coinlore.url",
                    watched.toString(),
                    "landing.uri",
                    directory.resolve("landing").toUri().toString(),
                    "warehouse.url",
                    "jdbc:duckdb:" + directory.resolve("warehouse.duckdb")));
            if (postgres) {
                TestPostgres server = TestPostgres.start();
                settings.put("warehouse.url", server.createDatabase());
                settings.put("warehouse.user", "caravan");
            }
            benchmark.measure(settings, polls);
        }
        System.exit(0);
    }

    private synchronized void answered(String path) {
        if (path.startsWith("/api/tickers")) {
            answers.add(System.nanoTime());
        }
    }

    @Override
    public synchronized void landed(Batch batch) {
        if (batch.dataset().equals("coins")) {
            newest = batch.id().value();
            answersOfBatch.put(newest, List.copyOf(answers));
            answers.clear();
        }
    }

    private void measure(Map<String, String> settings, int polls) throws Exception {
        Project project = Project.at(Path.of(""));
        Environment environment = Environment.load(project, "demo", Map.of(), settings);
        try (Caravan caravan =
                Caravan.open(project, environment, Map.of(), Clock.systemUTC(), this, RouteExtraction::open)) {
            caravan.run(List.of(), List.of(), false);
            for (int i = 0; i < WARM_UP; i++) {
                caravan.poll(DATASETS, SELECT);
            }
            seen.clear();
            List<Double> seconds = new ArrayList<>();
            for (int i = 0; i < polls; i++) {
                long begin = System.nanoTime();
                if (caravan.poll(DATASETS, SELECT).isFailed()) {
                    throw new IllegalStateException("a poll failed");
                }
                seconds.add((System.nanoTime() - begin) / 1e9);
                check(caravan);
            }
            print(seconds);
        }
    }

    /** When its transaction has ended. */
    @Override
    public synchronized void nodeEnded(NodeResult result) {
        if (result.node().name().equals(SNAPSHOTS) && result instanceof NodeResult.Success) {
            seen.put(newest, System.nanoTime());
        }
    }

    /** Whoever reads on another connection finds the poll. */
    private void check(Caravan caravan) {
        List<String> found = new ArrayList<>();
        caravan.query(NEWEST, 1, new ResultReader() {
            @Override
            public void columns(List<Column> columns) {}

            @Override
            public void row(Row row) {
                found.add(row.text(1).orElse(""));
            }
        });
        if (!found.equals(List.of(newest))) {
            throw new IllegalStateException("the newest batch is " + found + " and not " + newest);
        }
    }

    private synchronized void print(List<Double> seconds) {
        List<Double> fromLast = new ArrayList<>();
        List<Double> fromEach = new ArrayList<>();
        seen.forEach((batch, at) -> {
            List<Long> times = answersOfBatch.getOrDefault(batch, List.of());
            times.forEach(time -> fromEach.add((at - time) / 1e9));
            times.stream().reduce((a, b) -> b).ifPresent(time -> fromLast.add((at - time) / 1e9));
        });
        System.out.printf(Locale.ROOT, "polls: %d of %d%n", fromLast.size(), seconds.size());
        print("a whole poll, seconds", seconds);
        print("from the last answer to visible, seconds", fromLast);
        print("from each answer to visible, seconds", fromEach);
    }

    private static void print(String what, List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-42s p50 %.2f  p99 %.2f  worst %.2f%n",
                what,
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.99)],
                Arrays.stream(sorted).max().orElseThrow());
    }
}
