package dev.caravan.bench;

import com.sun.net.httpserver.HttpServer;
import dev.caravan.camel.RouteExtraction;
import dev.caravan.landing.Batch;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.Progress;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.sql.Column;
import dev.caravan.warehouse.Row;
import dev.caravan.warehouse.TestPostgres;
import dev.caravan.warehouse.Transaction.ResultReader;
import dev.caravan.web.RecordedApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * How long after the API's answer a coin is visible in {@code star.fct_coin_snapshots}, and what a minute poll costs: polls
 * of 7,001 coins in 71 answers and of the markets of 25 coins, one after the other, while a reader on a connection of its own
 * looks for a newer batch again and again. Run by hand; needs the test class path. Arguments: {@code duckdb} or
 * {@code postgres}, how many polls.
 */
public final class MinutePollBenchmark implements Progress {
    private static final List<String> DATASETS = List.of("coins", "markets");
    private static final List<String> SELECT = List.of("source:raw.coins+ source:raw.markets+");
    private static final int WARM_UP = 5;
    private static final long BETWEEN_LOOKS_NANOS = 10_000_000;
    // batches that are known are passed over by the statistics of their rows: to look costs next to nothing
    private static final String NEWER = "select batch_id from star.fct_coin_snapshots where batch_id > '%s' limit 1";

    /** When the pages of the poll in hand were answered. */
    private final List<Long> answers = new ArrayList<>();

    private final Map<String, List<Long>> answersOfBatch = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private volatile String newest = "";

    public static void main(String[] arguments) throws Exception {
        boolean postgres = arguments.length > 0 && arguments[0].equals("postgres");
        int polls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        MinutePollBenchmark benchmark = new MinutePollBenchmark();
        Path directory = Files.createTempDirectory("minute-polls");
        try (RecordedApi api = RecordedApi.start(Path.of("environments/demo/recorded"), 0)) {
            HttpServer watched = benchmark.watch(api.url());
            Map<String, String> settings = new TreeMap<>(Map.of(
                    "coinlore.url",
                    "http://127.0.0.1:" + watched.getAddress().getPort(),
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

    /** Passes on what it is asked, and notes when it has answered. */
    private HttpServer watch(URI api) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            try (exchange) {
                HttpResponse<byte[]> answer = client.send(
                        HttpRequest.newBuilder(api.resolve(exchange.getRequestURI()))
                                .build(),
                        BodyHandlers.ofByteArray());
                exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
                if (exchange.getRequestURI().getPath().startsWith("/api/tickers")) {
                    answered();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }

    private synchronized void answered() {
        answers.add(System.nanoTime());
    }

    @Override
    public synchronized void landed(Batch batch) {
        if (batch.dataset().equals("coins")) {
            answersOfBatch.put(batch.id().value(), List.copyOf(answers));
            answers.clear();
        }
    }

    private void measure(Map<String, String> settings, int polls) throws Exception {
        Project project = Project.at(Path.of(""));
        Environment environment = Environment.load(project, "demo", Map.of(), settings);
        AtomicBoolean over = new AtomicBoolean();
        try (Caravan caravan =
                Caravan.open(project, environment, Map.of(), Clock.systemUTC(), this, RouteExtraction::open)) {
            caravan.run(List.of(), List.of(), false);
            for (int i = 0; i < WARM_UP; i++) {
                caravan.poll(DATASETS, SELECT);
            }
            Thread reader = new Thread(() -> look(caravan, over));
            reader.start();
            List<Double> seconds = new ArrayList<>();
            for (int i = 0; i < polls; i++) {
                long begin = System.nanoTime();
                if (caravan.poll(DATASETS, SELECT).isFailed()) {
                    throw new IllegalStateException("a poll failed");
                }
                seconds.add((System.nanoTime() - begin) / 1e9);
            }
            over.set(true);
            reader.join();
            print(seconds);
        }
    }

    private void look(Caravan caravan, AtomicBoolean over) {
        while (!over.get()) {
            caravan.query(NEWER.formatted(newest), 1, new ResultReader() {
                @Override
                public void columns(List<Column> columns) {}

                @Override
                public void row(Row row) {
                    newest = row.text(1).orElseThrow();
                    see(newest);
                }
            });
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private synchronized void see(String batch) {
        seen.putIfAbsent(batch, System.nanoTime());
    }

    private synchronized void print(List<Double> seconds) {
        List<Double> fromLast = new ArrayList<>();
        List<Double> fromEach = new ArrayList<>();
        seen.forEach((batch, at) -> {
            List<Long> times = answersOfBatch.getOrDefault(batch, List.of());
            times.forEach(time -> fromEach.add((at - time) / 1e9));
            times.stream().reduce((a, b) -> b).ifPresent(time -> fromLast.add((at - time) / 1e9));
        });
        System.out.printf(Locale.ROOT, "polls seen: %d of %d%n", fromLast.size() - 1, seconds.size());
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
