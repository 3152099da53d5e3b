package dev.caravan.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.camel.RouteExtraction;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.Progress;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.warehouse.TestPostgres;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import dev.caravan.web.RecordedApi;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run of everything with 14,400 new minutes costs after 26 million rows of history, and after 2.6 million, in turn. Run by
 * hand; needs the test class path. Arguments: {@code duckdb} or {@code postgres}, pairs of the small and of the large history
 * (a pair is a year, 525,600 rows; 5 and 50 if not given), rounds.
 */
public final class IncrementBenchmark {
    private static final int YEAR_MINUTES = 525_600;
    private static final int NEW_MINUTES = 14_400;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final List<String> HOUR_AGO = List.of(
            "update caravan.ledger set loaded_at = loaded_at - interval '1 hour'",
            "update caravan.node_result set started_at = started_at - interval '1 hour'");

    private final Project project = Project.at(Path.of(""));
    private final Path inbox;
    private final Environment environment;

    private IncrementBenchmark(RecordedApi api, Path directory, Map<String, String> warehouse) throws IOException {
        inbox = Files.createDirectories(directory.resolve("inbox"));
        Map<String, String> settings = new TreeMap<>(Map.of(
                "coinlore.url",
                api.url().toString(),
                "history.inbox",
                inbox.toString(),
                "landing.uri",
                directory.resolve("landing").toUri().toString(),
                "warehouse.url",
                "jdbc:duckdb:" + directory.resolve("warehouse.duckdb")));
        settings.putAll(warehouse);
        environment = Environment.load(project, "demo", Map.of(), settings);
    }

    public static void main(String[] arguments) throws Exception {
        boolean postgres = arguments.length > 0 && arguments[0].equals("postgres");
        int few = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        int many = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 50;
        int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 3;
        Path directory = Files.createTempDirectory("increments");
        TestPostgres server = postgres ? TestPostgres.start() : null;
        try (RecordedApi api = RecordedApi.start(Path.of("environments/demo/recorded"), 0)) {
            IncrementBenchmark small = new IncrementBenchmark(api, directory.resolve("small"), settings(server));
            IncrementBenchmark large = new IncrementBenchmark(api, directory.resolve("large"), settings(server));
            small.fill(few);
            large.fill(many);
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                double one = small.increment(round);
                double other = large.increment(round);
                ratios.add(other / one);
                System.out.printf(Locale.ROOT, "small %.2f s, large %.2f s, ratio %.2f%n", one, other, other / one);
            }
            System.out.printf(
                    Locale.ROOT,
                    "median ratio %.2f%n",
                    ratios.stream().sorted().toList().get(rounds / 2));
        }
        System.exit(0);
    }

    private static Map<String, String> settings(TestPostgres server) {
        return server == null
                ? Map.of()
                : Map.of("warehouse.url", server.createDatabase(), "warehouse.user", "caravan");
    }

    private void fill(int pairs) throws IOException {
        for (int pair = 0; pair < pairs; pair++) {
            write(pair, "2021-01-01T00:00:00Z", YEAR_MINUTES);
        }
        System.out.printf(Locale.ROOT, "%d pairs in %.1f s%n", pairs, run());
    }

    private double increment(int round) throws IOException {
        try (Warehouse warehouse = Warehouses.open(environment, project.root())) {
            HOUR_AGO.forEach(sql -> warehouse.inTransaction(transaction -> transaction.execute(sql)));
        }
        write(round, "2022-01-01T00:00:00Z", NEW_MINUTES);
        return run();
    }

    private double run() {
        long begin = System.nanoTime();
        try (Caravan caravan = Caravan.open(
                project, environment, Map.of(), Clock.systemUTC(), Progress.SILENT, RouteExtraction::open)) {
            if (caravan.run(List.of(), List.of(), false).isFailed()) {
                throw new IllegalStateException("the run failed");
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /** A file in the form of the year 2021, newest minute first. */
    private void write(int pair, String from, int minutes) throws IOException {
        String base = String.format(Locale.ROOT, "P%02d", pair);
        Instant first = Instant.parse(from);
        Path file = inbox.resolve("Binance_" + base + "USDT_" + from.substring(0, 4) + "_minute.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
            out.write("https://www.CryptoDataDownload.com\nUnix,Date,Symbol,Open,High,Low,Close,Volume " + base
                    + ",Volume USDT,tradecount\n");
            for (int minute = minutes - 1; minute >= 0; minute--) {
                Instant at = first.plusSeconds(60L * minute);
                double price = 1_000 + 100 * Math.sin(minute / 1_000.0 + pair);
                out.write(String.format(
                        Locale.ROOT,
                        "%d,%s,%sUSDT,%.2f,%.2f,%.2f,%.2f,%.6f,%.5f,%d%n",
                        at.toEpochMilli(),
                        DATE.format(at),
                        base,
                        price,
                        price + 1,
                        price - 1,
                        price + 0.5,
                        minute % 97 * 1.37,
                        minute % 89 * 1_000.77,
                        minute % 1_000));
            }
        }
    }
}
