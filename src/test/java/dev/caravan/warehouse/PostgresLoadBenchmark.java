package dev.caravan.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdOutputStream;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.sql.Relation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Compares the load of 2.6 million rows with {@code psql \copy} of the same uncompressed file into the same table, in one
 * run, alternating. Not part of the build; needs {@code psql} on the path, and the test class path.
 */
final class PostgresLoadBenchmark {
    private static final int ROWS = 2_600_000;
    private static final int ROUNDS = 3;
    private static final List<String> COLUMNS = List.of(
            "batch_id",
            "extracted_at",
            "part",
            "line",
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
    private static final String TABLE =
            """
            create table raw.history (
                batch_id varchar(36) not null, extracted_at timestamp not null, part integer not null,
                line bigint not null, unix varchar(4096), date varchar(4096), symbol varchar(4096),
                "open" varchar(4096), high varchar(4096), low varchar(4096), close varchar(4096),
                volume_base varchar(4096), volume_quote varchar(4096), tradecount varchar(4096)
            )""";

    private PostgresLoadBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("caravan-benchmark");
        Path csv = write(directory.resolve("part-00000.csv"));
        Path gzip = zip(csv, directory.resolve("part-00000.csv.gz"));
        Path zstd = zip(csv, directory.resolve("part-00000.csv.zst"));
        String url = TestPostgres.start().createDatabase();
        Files.createDirectories(directory.resolve("environments"));
        Files.writeString(
                directory.resolve("environments/test.properties"),
                "warehouse.url = " + url + "\nwarehouse.user = caravan\n");
        Project project = Project.at(directory);
        try (Warehouse warehouse =
                Warehouses.open(Environment.load(project, "test", Map.of(), Map.of()), project.root())) {
            warehouse.inTransaction(tx -> tx.execute("create schema raw"));
            warehouse.inTransaction(tx -> tx.execute(TABLE));
            System.out.printf("%,d rows, %,d bytes%n", ROWS, Files.size(csv));
            for (int round = 1; round <= ROUNDS; round++) {
                double psql = timed(warehouse, () -> psql(url, csv));
                for (Path file : List.of(csv, gzip, zstd)) {
                    double caravan = timed(warehouse, () -> copy(warehouse, file));
                    System.out.printf(
                            Locale.ROOT,
                            "round %d: psql %.2f s, %s %.2f s, ratio %.2f%n",
                            round,
                            psql,
                            file.getFileName(),
                            caravan,
                            psql / caravan);
                }
            }
        }
        for (Path file : List.of(csv, gzip, zstd)) {
            Files.delete(file);
        }
        System.exit(0);
    }

    private static double timed(Warehouse warehouse, Work work) throws Exception {
        warehouse.inTransaction(tx -> tx.execute("truncate raw.history"));
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void copy(Warehouse warehouse, Path file) {
        long rows = warehouse.inTransaction(tx -> tx.copy(new CopyRequest(
                Relation.of("raw", "history"),
                COLUMNS,
                file.resolveSibling("manifest.json")::toUri,
                List.of(new Local(file)))));
        if (rows != ROWS) {
            throw new IllegalStateException(rows + " rows");
        }
    }

    private static void psql(String url, Path csv) throws Exception {
        Process process = new ProcessBuilder(
                        "psql",
                        "-q",
                        "-U",
                        "caravan",
                        "-d",
                        url.replace("jdbc:", ""),
                        "-c",
                        "\\copy raw.history from '" + csv + "' with (format csv, header true)")
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("psql ended with " + process.exitValue());
        }
    }

    private static Path write(Path csv) throws IOException {
        Random random = new Random(7);
        double price = 47_000;
        try (Writer out = new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(csv), UTF_8), 1 << 20)) {
            out.write(String.join(",", COLUMNS) + "\n");
            for (int i = 0; i < ROWS; i++) {
                price += random.nextGaussian() * 20;
                out.write(String.format(
                        Locale.ROOT,
                        "0198c1f2-7a3b-7c4d-8e5f-0123456789ab,2026-11-24T12:00:00.123Z,0,%d,%d,2021-11-21 13:06:00,BTC/USDT,%.8f,"
                                + "%.8f,%.8f,%.8f,%.8f,%.8f,%d\n",
                        i + 2,
                        1_637_500_000L + i * 60L,
                        price,
                        price + 3,
                        price - 3,
                        price + 1,
                        random.nextDouble() * 90,
                        random.nextDouble() * 4e6,
                        random.nextInt(2_000)));
            }
        }
        return csv;
    }

    private static Path zip(Path csv, Path zipped) throws IOException {
        try (OutputStream file = Files.newOutputStream(zipped);
                OutputStream out = zipped.toString().endsWith(".gz")
                        ? new GZIPOutputStream(file, 1 << 16)
                        : new ZstdOutputStream(file)) {
            Files.copy(csv, out);
        }
        return zipped;
    }

    private record Local(Path path) implements CopyFile {
        @Override
        public String name() {
            return path.getFileName().toString();
        }

        @Override
        public long rows() {
            return ROWS;
        }

        @Override
        public long sizeBytes() {
            return path.toFile().length();
        }

        @Override
        public URI uri() {
            return path.toUri();
        }

        @Override
        public Optional<Path> local() {
            return Optional.of(path);
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    private interface Work {
        void run() throws Exception;
    }
}
