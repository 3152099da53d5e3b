package dev.caravan.bench;

import com.github.luben.zstd.ZstdInputStream;
import dev.caravan.landing.Batch;
import dev.caravan.landing.Batch.Source;
import dev.caravan.landing.BatchId;
import dev.caravan.landing.BatchWriter;
import dev.caravan.landing.Compression;
import dev.caravan.landing.LandingSettings;
import dev.caravan.landing.LandingTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Lands a million minutes of history with each compression and loads them into DuckDB. Prints medians of several rounds
 * and their ratios. Run by hand; {@code docs/decisions/0001-zstd-parts.md} says how, and what came out.
 */
public final class CompressionBenchmark {
    private static final int ROWS = 1_000_000;
    private static final int ROUNDS = 5;
    private static final long PART_SIZE_BYTES = 16L << 20;
    private static final List<String> COLUMNS = List.of(
            "market",
            "interval_name",
            "unix",
            "date",
            "symbol",
            "open",
            "high",
            "low",
            "close",
            "volume_base",
            "volume_quote",
            "tradecount");

    private final List<String[]> rows = rows();
    private final Path scratch;

    private CompressionBenchmark(Path scratch) {
        this.scratch = scratch;
    }

    /** One round of one compression. */
    private record Round(double writeSeconds, double loadSeconds, long sizeBytes, long plainBytes) {}

    public static void main(String[] arguments) throws IOException, SQLException {
        Path scratch = Files.createTempDirectory("compression");
        try {
            new CompressionBenchmark(scratch).run();
        } finally {
            delete(scratch);
        }
    }

    private void run() throws IOException, SQLException {
        Map<Compression, List<Round>> rounds = new EnumMap<>(Compression.class);
        for (int round = 0; round <= ROUNDS; round++) {
            for (Compression compression : Compression.values()) {
                Round measured = measure(compression);
                // the first round warms the compilers up
                if (round > 0) {
                    rounds.computeIfAbsent(compression, key -> new ArrayList<>())
                            .add(measured);
                }
            }
        }
        rounds.forEach((compression, list) -> print(
                "%s: write %,.0f rows/s, load %,.0f rows/s, %.1f %% of the plain bytes",
                compression,
                ROWS / writeSeconds(list),
                ROWS / loadSeconds(list),
                100.0 * list.get(0).sizeBytes() / list.get(0).plainBytes()));
        List<Round> zstd = rounds.get(Compression.zstd);
        List<Round> gzip = rounds.get(Compression.gzip);
        print(
                "zstd to gzip: write %.2f, load %.2f, both together %.2f, bytes %.2f",
                writeSeconds(gzip) / writeSeconds(zstd),
                loadSeconds(gzip) / loadSeconds(zstd),
                (writeSeconds(gzip) + loadSeconds(gzip)) / (writeSeconds(zstd) + loadSeconds(zstd)),
                (double) zstd.get(0).sizeBytes() / gzip.get(0).sizeBytes());
    }

    private Round measure(Compression compression) throws IOException, SQLException {
        Path landing = Files.createDirectories(scratch.resolve(compression.name()));
        long start = System.nanoTime();
        Batch batch = land(compression, landing);
        double writeSeconds = secondsSince(start);
        double loadSeconds = load(landing);
        long plainBytes = plainBytes(landing);
        delete(landing);
        return new Round(writeSeconds, loadSeconds, batch.sizeBytes(), plainBytes);
    }

    private Batch land(Compression compression, Path landing) {
        LandingTarget target = (key, file) -> {
            try {
                Path name = Path.of(key).getFileName();
                Files.copy(file, landing.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        try (BatchWriter writer = new BatchWriter(
                "history",
                BatchId.generator(Clock.systemUTC()).get(),
                Instant.now(),
                COLUMNS,
                Optional.empty(),
                new LandingSettings(landing.toUri(), PART_SIZE_BYTES, compression, 1),
                target,
                scratch.resolve("spool"))) {
            rows.forEach(row -> writer.append(row, Optional.empty()));
            return writer.commit(new Source("benchmark", Optional.empty()));
        }
    }

    private static double load(Path landing) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            statement.execute("create table history as select * from read_csv('" + landing
                    + "/part-*', header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')");
            double seconds = secondsSince(start);
            try (ResultSet count = statement.executeQuery("select count(*) from history")) {
                count.next();
                if (count.getLong(1) != ROWS) {
                    throw new IllegalStateException(count.getLong(1) + " rows were loaded");
                }
            }
            return seconds;
        }
    }

    private static long plainBytes(Path landing) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(landing)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("part-"))
                    .toList()) {
                try (InputStream in = Files.newInputStream(file);
                        InputStream plain =
                                file.toString().endsWith(".zst") ? new ZstdInputStream(in) : new GZIPInputStream(in)) {
                    bytes += plain.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
        return bytes;
    }

    /** Minutes as CryptoDataDownload has them; prices walk, so that digits repeat about as they do in real ones. */
    private static List<String[]> rows() {
        Random random = new Random(7);
        Instant minute = Instant.parse("2021-01-01T00:00:00Z");
        double price = 29_000;
        List<String[]> rows = new ArrayList<>(ROWS);
        for (int i = 0; i < ROWS; i++) {
            double open = price;
            price *= 1 + random.nextGaussian() * 0.0006;
            double spread = Math.abs(random.nextGaussian()) * 8;
            double base = Math.abs(random.nextGaussian()) * 60;
            rows.add(new String[] {
                "spot",
                "minute",
                minute.getEpochSecond() + "000",
                minute.toString().replace('T', ' ').replace("Z", ""),
                "BTC/USDT",
                decimal("%.2f", open),
                decimal("%.2f", Math.max(open, price) + spread),
                decimal("%.2f", Math.min(open, price) - spread),
                decimal("%.2f", price),
                decimal("%.6f", base),
                decimal("%.8f", base * price),
                Integer.toString((int) (base * 25))
            });
            minute = minute.plus(1, ChronoUnit.MINUTES);
        }
        return rows;
    }

    private static String decimal(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static double writeSeconds(List<Round> rounds) {
        return median(rounds.stream().mapToDouble(Round::writeSeconds).toArray());
    }

    private static double loadSeconds(List<Round> rounds) {
        return median(rounds.stream().mapToDouble(Round::loadSeconds).toArray());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
