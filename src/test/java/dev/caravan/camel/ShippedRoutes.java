package dev.caravan.camel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdInputStream;
import com.zaxxer.hikari.HikariDataSource;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.caravan.landing.Batch;
import dev.caravan.landing.Batch.SourceFile;
import dev.caravan.landing.Landing;
import dev.caravan.landing.Landings;
import dev.caravan.landing.Part;
import dev.caravan.pipeline.Extraction.Extracted;
import dev.caravan.pipeline.ExtractionProvider.Surroundings;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;

/** The routes of this repository, started with some settings of one's own; what they land lies below a scratch folder. */
final class ShippedRoutes implements AutoCloseable {
    private static final int ORIGIN_COLUMNS = 4;

    private final Project project = Project.at(Path.of(""));
    private final Environment environment;
    private final Landing landing;
    private final HikariDataSource warehouse = warehouse();
    private final RouteExtraction extraction;
    private final Map<SourceFile, dev.caravan.landing.BatchId> known = new HashMap<>();

    ShippedRoutes(Path scratch, String apiUrl, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "coinlore.url",
                apiUrl,
                "coinlore.retry-delay-millis",
                "5",
                "history.inbox",
                scratch.resolve("inbox").toString(),
                "landing.uri",
                scratch.resolve("landing").toUri().toString()));
        all.putAll(settings);
        environment = Environment.load(project, "demo", Map.of(), all);
        landing = Landings.open(environment, project.root());
        extraction = RouteExtraction.open(new Surroundings(
                project,
                environment,
                warehouse,
                landing,
                () -> 1,
                (dataset, file) -> Optional.ofNullable(known.get(file)),
                new FakeSteps(),
                Clock.systemUTC()));
    }

    static Extracted poll(String dataset, Path scratch, String apiUrl, Map<String, String> settings) {
        try (ShippedRoutes routes = new ShippedRoutes(scratch, apiUrl, settings)) {
            return routes.poll(dataset);
        }
    }

    Extracted poll(String dataset) {
        Extracted extracted = extraction.extract(dataset);
        extracted.batches().forEach(batch -> batch.source().file().ifPresent(file -> known.put(file, batch.id())));
        return extracted;
    }

    DataSource warehouse(String... statements) throws java.sql.SQLException {
        try (var connection = warehouse.getConnection();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return warehouse;
    }

    List<dev.caravan.landing.BatchId> committed(String dataset) {
        return landing.committed(dataset, LocalDate.EPOCH);
    }

    /** What lies in the landing, without the columns that say where a row is from; null and empty are both empty. */
    static List<List<String>> landed(Path scratch, Batch batch) {
        List<List<String>> rows = new ArrayList<>();
        try {
            for (Part part : batch.parts()) {
                Path file = scratch.resolve("landing/raw/" + batch.dataset() + "/dt="
                        + batch.id().date() + "/batch=" + batch.id() + "/" + part.name());
                try (InputStream raw = Files.newInputStream(file);
                        InputStream plain = new ZstdInputStream(raw);
                        var csv = CsvReader.builder().ofCsvRecord(new InputStreamReader(plain, UTF_8))) {
                    csv.stream()
                            .skip(1)
                            .forEach(row -> rows.add(
                                    List.copyOf(row.getFields().subList(ORIGIN_COLUMNS, row.getFieldCount()))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    static List<String> rejects(Path scratch, Batch batch) {
        Path file = scratch.resolve("landing/rejected/" + batch.dataset() + "/dt="
                + batch.id().date() + "/batch=" + batch.id() + "/rejects.jsonl.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        extraction.close();
        landing.close();
        warehouse.close();
    }

    private static HikariDataSource warehouse() {
        HikariDataSource warehouse = new HikariDataSource();
        warehouse.setJdbcUrl("jdbc:duckdb:");
        warehouse.setMaximumPoolSize(1);
        warehouse.setConnectionInitSql(
                """
                create schema if not exists raw;
                create table if not exists raw.coins as select 'b' as batch_id, '90' as id, '1' as rank;
                create table if not exists raw.exchanges as select 'b' as batch_id, '5' as id;
                create table if not exists raw.exchange_details (id varchar, extracted_at timestamp);""");
        return warehouse;
    }
}
