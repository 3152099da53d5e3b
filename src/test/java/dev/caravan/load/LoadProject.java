package dev.caravan.load;

import static java.util.stream.Collectors.joining;

import dev.caravan.landing.Batch;
import dev.caravan.landing.Batch.Source;
import dev.caravan.landing.BatchId;
import dev.caravan.landing.BatchWriter;
import dev.caravan.landing.Landing;
import dev.caravan.landing.LandingSettings;
import dev.caravan.landing.LandingTarget;
import dev.caravan.landing.Landings;
import dev.caravan.migrate.Migrator;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A project with the shipped ledger and a table {@code raw.coins}, its warehouse and its landing, opened. */
public final class LoadProject implements AutoCloseable {
    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    public static final List<String> COLUMNS = List.of("id", "name");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final String COINS =
            """
            --liquibase formatted sql
            --changeset you:coins
            create schema "raw";
            create table "raw".coins (
                batch_id varchar(36) not null, extracted_at timestamp not null, part integer not null,
                line bigint not null, id varchar(4096), name varchar(4096), unknown_fields varchar(65535)
            );
            --rollback drop table "raw".coins;
            """;

    public final Path directory;
    public final Project project;
    public final Environment environment;
    public final Warehouse warehouse;
    public final Landing landing;
    private final LandingTarget target;

    private LoadProject(Path directory, LandingTarget target) {
        this.directory = directory;
        this.target = target;
        project = Project.at(directory);
        environment = Environment.load(project, "test", Map.of(), Map.of());
        // a setting of the landing that is wrong leaves no connection open
        landing = Landings.open(environment, directory);
        warehouse = Warehouses.open(environment, directory);
    }

    /** With DuckDB and a folder, where the settings name no others. */
    public static LoadProject open(Path directory, String... settings) {
        return open(
                directory,
                (key, file) -> copy(file, directory.resolve("landing").resolve(key)),
                settings);
    }

    public static LoadProject open(Path directory, LandingTarget target, String... settings) {
        SortedMap<String, String> last =
                new TreeMap<>(Map.of("warehouse.url", "jdbc:duckdb:warehouse.duckdb", "landing.uri", "file:landing"));
        for (String setting : settings) {
            last.put(setting.replaceFirst(" *=.*", ""), setting.replaceFirst(".*?= *", ""));
        }
        write(
                directory.resolve("environments/test.properties"),
                last.entrySet().stream()
                        .map(setting -> setting.getKey() + " = " + setting.getValue())
                        .collect(joining("\n")));
        write(
                directory.resolve("migrations/changelog.yaml"),
                "databaseChangeLog:\n    - includeAll: {path: migrations/caravan/}\n"
                        + "    - includeAll: {path: migrations/raw/}\n");
        copy(Path.of("migrations/caravan/0001-ledger.sql"), directory.resolve("migrations/caravan/0001-ledger.sql"));
        copy(
                Path.of("migrations/caravan/0003-ledger-pruned.sql"),
                directory.resolve("migrations/caravan/0003-ledger-pruned.sql"));
        write(directory.resolve("migrations/raw/0001-coins.sql"), COINS);
        LoadProject opened = new LoadProject(directory, target);
        opened.migrate();
        return opened;
    }

    public void migrate() {
        new Migrator(project, warehouse, "test").update();
    }

    public void write(String path, String text) {
        write(directory.resolve(path), text);
    }

    /** A batch of {@code raw.coins}. */
    public Batch land(int minute, String[]... rows) {
        return land("coins", minute, COLUMNS, rows);
    }

    public Batch land(String dataset, int minute, List<String> columns, String[]... rows) {
        return land(dataset, minute, columns, Optional.empty(), rows);
    }

    /** @param unknownFields of each row */
    public Batch land(
            String dataset, int minute, List<String> columns, Optional<String> unknownFields, String[]... rows) {
        Instant opened = NOON.plusSeconds(60L * minute);
        BatchId id = BatchId.generator(Clock.fixed(opened, ZoneOffset.UTC)).get();
        try (BatchWriter writer = new BatchWriter(
                dataset,
                id,
                opened,
                columns,
                Optional.empty(),
                LandingSettings.of(environment, directory),
                target,
                directory.resolve("spool"))) {
            for (String[] row : rows) {
                writer.append(row, unknownFields);
            }
            return writer.commit(new Source("http://127.0.0.1/", Optional.empty()));
        }
    }

    public List<Loaded> load() {
        return loader(warehouse).load("coins", "a-run");
    }

    Loader loader(Warehouse over) {
        return new Loader(over, landing, LoadSettings.of(environment).lookingBack(WEEK), Clock.systemUTC());
    }

    public void execute(String sql) {
        warehouse.inTransaction(tx -> tx.execute(sql));
    }

    /** Values of a row with bars between them. */
    public List<String> rows(String sql) {
        return warehouse.inTransaction(tx -> {
            int columns = tx.describe(sql).size();
            return tx.query(sql, row -> {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    line.append(i == 1 ? "" : "|").append(row.text(i).orElse("∅"));
                }
                return line.toString();
            });
        });
    }

    public static String[] row(String... values) {
        return values;
    }

    @Override
    public void close() {
        landing.close();
        warehouse.close();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path file, Path target) {
        try {
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
