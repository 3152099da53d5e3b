package dev.caravan.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

/**
 * A hundred readers for one minute, while runs of the demo follow each other in the same process: how long answers and runs
 * take. A reader asks one question, looks at the answer for a second, and asks the next. Runs alone and runs beside readers
 * are taken in turn: a process gets faster with time, and its tables get larger. Not part of the build; needs the test class
 * path. Arguments: readers, seconds.
 */
final class PageLoadBenchmark {
    private static final int LEGS = 3;
    private static final int RUNS_ALONE = 4;
    private static final long LOOK_MILLIS = 1_000;
    private static final List<String> VIEWS = List.of(
            "index.html",
            "api/site",
            "api/catalog",
            "api/catalog/model.caravan.dim_coin",
            "api/lineage",
            "api/runs?limit=50",
            "api/batches?limit=50",
            "api/tables/coins?limit=50",
            "api/tables/exchanges?limit=50&sort=name",
            "api/tables/coins?q=bit&limit=50",
            "api/data/market_caps",
            "api/data/series");

    /** One for all readers, who have a connection each: a hundred clients would take from the machine what the page needs. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI url;
    private final List<String> paths;
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean over = new AtomicBoolean();

    private PageLoadBenchmark(URI url, List<String> paths) {
        this.url = url;
        this.paths = paths;
    }

    public static void main(String[] arguments) throws Exception {
        int readers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        try (DemoSite demo = DemoSite.filled(Path.of("target/page-benchmark")).warm()) {
            PageLoadBenchmark load = new PageLoadBenchmark(demo.url(), paths(demo.url()));
            List<Double> alone = new ArrayList<>();
            List<Double> beside = new ArrayList<>();
            for (int leg = 0; leg < LEGS; leg++) {
                alone.addAll(runs(demo, RUNS_ALONE));
                beside.addAll(
                        load.leg(demo, readers, Duration.ofSeconds(seconds).dividedBy(LEGS), leg));
            }
            load.print(readers, median(alone), beside);
        }
        System.exit(0);
    }

    /** How long runs take while readers read. */
    private List<Double> leg(DemoSite demo, int readers, Duration length, int leg) throws InterruptedException {
        over.set(false);
        ExecutorService people = Executors.newFixedThreadPool(readers);
        for (int i = 0; i < readers; i++) {
            Random random = new Random((long) leg * readers + i);
            people.execute(() -> read(random));
        }
        List<Double> seconds = new ArrayList<>();
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            seconds.addAll(runs(demo, 1));
        }
        over.set(true);
        people.shutdown();
        people.awaitTermination(1, TimeUnit.MINUTES);
        return seconds;
    }

    /** Candles of coins that the demo has, besides the views. */
    private static List<String> paths(URI url) throws Exception {
        List<String> paths = new ArrayList<>(VIEWS);
        HttpResponse<String> series = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url.resolve("api/data/candles?symbol=BTCUSDT&from=2021-01-01T00:00:00Z"
                                        + "&to=2022-01-01T00:00:00Z&bucket_seconds=86400"))
                                .build(),
                        BodyHandlers.ofString());
        JsonNode answer = new ObjectMapper().readTree(series.body());
        if (series.statusCode() == 200 && answer.path("data").size() > 0) {
            // a day, a month and a year in as many candles as the page would ask for
            paths.add(candles("2021-12-31", 60));
            paths.add(candles("2021-12-01", 3_600));
            paths.add(candles("2021-01-01", 86_400));
        }
        return paths;
    }

    private static String candles(String day, int bucketSeconds) {
        return "api/data/candles?symbol=BTCUSDT&from=" + day + "T00:00:00Z&to=2022-01-01T00:00:00Z&bucket_seconds="
                + bucketSeconds;
    }

    private static List<Double> runs(DemoSite demo, int count) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long begin = System.nanoTime();
            demo.caravan().run(List.of(), List.of(), false);
            seconds.add((System.nanoTime() - begin) / 1e9);
        }
        return seconds;
    }

    /** Comes within a second, as people do. */
    private void read(Random random) {
        try {
            Thread.sleep(random.nextInt((int) LOOK_MILLIS));
            while (!over.get()) {
                ask(paths.get(random.nextInt(paths.size())));
                Thread.sleep(LOOK_MILLIS / 2 + random.nextInt((int) LOOK_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(String path) throws InterruptedException {
        long begin = System.nanoTime();
        try {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(url.resolve(path))
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                errors.add(answer.statusCode() + " " + path);
            }
            nanos.add(System.nanoTime() - begin);
        } catch (IOException e) {
            errors.add(e + " " + path);
        }
    }

    private void print(int readers, double alone, List<Double> beside) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%d readers: %d answers, %d errors, p50 %.0f ms, p99 %.0f ms, longest %.0f ms%n",
                readers,
                sorted.length,
                errors.size(),
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 1));
        System.out.printf(
                Locale.ROOT,
                "run: %.2f s alone, %.2f s beside them (%d runs), %.2f times%n",
                alone,
                median(beside),
                beside.size(),
                median(beside) / alone);
        errors.stream().distinct().limit(10).forEach(System.out::println);
        System.out.println("mean " + LongStream.of(sorted).average().orElse(0) / 1e6 + " ms");
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / 1e6;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
