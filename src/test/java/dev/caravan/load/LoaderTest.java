package dev.caravan.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.landing.Batch;
import dev.caravan.landing.Batch.Source;
import dev.caravan.landing.Batch.SourceFile;
import dev.caravan.landing.BatchId;
import dev.caravan.landing.BatchWriter;
import dev.caravan.landing.Landing;
import dev.caravan.landing.LandingSettings;
import dev.caravan.landing.Landings;
import dev.caravan.migrate.Migrator;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.io.IOException;
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
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoaderTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration EVER = Duration.ofDays(36_500);
    private static final String LEDGER =
            """
            --liquibase formatted sql
            --changeset you:ledger
            create table caravan.ledger (
                dataset varchar(128) not null, batch_id varchar(36) not null primary key, run_id varchar(36),
                extracted_at timestamp, loaded_at timestamp, rows_extracted bigint, rows_rejected bigint,
                rows_repeated bigint, rows_landed bigint, rows_loaded bigint, parts integer, size_bytes bigint,
                source_uri varchar(4096), source_size_bytes bigint, source_sha256 varchar(64)
            );
            create schema "raw";
            --rollback drop table caravan.ledger;
            """;
    private static final String COINS =
            """
            --liquibase formatted sql
            --changeset you:coins
            create table "raw".coins (
                batch_id varchar(36) not null, extracted_at timestamp not null, part integer not null,
                line bigint not null, id varchar(4096), name varchar(4096), unknown_fields varchar(65535)
            );
            --rollback drop table "raw".coins;
            """;

    @TempDir
    Path directory;

    private Project project;
    private Environment environment;
    private Warehouse warehouse;
    private Landing landing;

    @BeforeEach
    void open() throws IOException {
        write(
                "environments/test.properties",
                """
                warehouse.url = jdbc:duckdb:%1$s/warehouse.duckdb
                landing.uri = file:%1$s/landing
                # with gzip, each row is a part of its own
                landing.compression = gzip
                landing.part-size = 1B
                """
                        .formatted(directory));
        write("migrations/changelog.yaml", "databaseChangeLog:\n    - includeAll: {path: migrations/all/}\n");
        write("migrations/all/0001-ledger.sql", LEDGER);
        write("migrations/all/0002-coins.sql", COINS);
        project = Project.at(directory);
        environment = Environment.load(project, "test", Map.of(), Map.of());
        warehouse = Warehouses.open(environment, directory);
        landing = Landings.open(environment, directory);
        migrate();
    }

    @AfterEach
    void close() {
        landing.close();
        warehouse.close();
    }

    @Test
    void loadsEveryPartOfEveryCommittedBatchWithItsOrigin() throws IOException {
        Batch first = land(NOON, List.of("id", "name"), row("90", "Bitcoin"), row("80", null));
        Batch second = land(NOON.plusSeconds(60), List.of("id", "name"), row("90", ""));

        List<Loaded> loaded = load(WEEK);

        assertThat(loaded).extracting(Loaded::batch).containsExactly(first.id(), second.id());
        assertThat(loaded).extracting(Loaded::rows).containsExactly(2L, 1L);
        assertThat(rows("select batch_id, part, line, id, name, extracted_at from raw.coins order by 1, 2, 3"))
                .containsExactly(
                        first.id() + "|0|2|90|Bitcoin|2026-11-24T12:00:00",
                        first.id() + "|1|2|80|∅|2026-11-24T12:00:00",
                        second.id() + "|0|2|90||2026-11-24T12:01:00");
        assertThat(rows("select batch_id, rows_extracted, rows_landed, rows_loaded, parts, run_id from caravan.ledger"
                        + " order by 1"))
                .containsExactly(first.id() + "|2|2|2|2|a-run", second.id() + "|1|1|1|1|a-run");
    }

    @Test
    void loadingTwiceDoublesNothing() throws IOException {
        land(NOON, List.of("id", "name"), row("90", "Bitcoin"));
        load(WEEK);

        List<Loaded> again = load(WEEK);

        assertThat(again).isEmpty();
        assertThat(rows("select count(*) from raw.coins")).containsExactly("1");
    }

    @Test
    void aLedgerRowThatCannotBeWrittenTakesTheRowsBack() throws IOException {
        land(NOON, List.of("id", "name"), row("90", "Bitcoin"));
        warehouse.inTransaction(tx -> tx.execute("alter table caravan.ledger drop column source_uri"));

        assertThatThrownBy(() -> load(WEEK)).isInstanceOf(CaravanException.class);

        assertThat(rows("select count(*) from raw.coins")).containsExactly("0");
        assertThat(rows("select count(*) from caravan.ledger")).containsExactly("0");
    }

    @Test
    void aBatchWithoutManifestDoesNotExist() throws IOException {
        Batch batch = land(NOON, List.of("id", "name"), row("90", "Bitcoin"));
        Files.delete(Path.of(landing.manifest(batch)));

        assertThat(load(WEEK)).isEmpty();
    }

    @Test
    void anEmptyBatchIsRememberedToo() throws IOException {
        Batch batch = land(NOON, List.of("id", "name"));

        assertThat(load(WEEK)).extracting(Loaded::rows).containsExactly(0L);
        assertThat(load(WEEK)).isEmpty();
        assertThat(rows("select batch_id, rows_loaded from caravan.ledger")).containsExactly(batch.id() + "|0");
    }

    @Test
    void rejectedAndRepeatedRecordsAreReconciled() throws IOException {
        try (BatchWriter writer = writer(NOON, List.of("id", "name"), Optional.of("id"))) {
            writer.append(row("90", "Bitcoin"), Optional.empty());
            writer.append(row("90", "Bitcoin again"), Optional.empty());
            writer.reject("it is no object", OptionalLong.empty(), "7");
            writer.commit(new Source("http://127.0.0.1/", Optional.empty()));
        }

        load(WEEK);

        assertThat(rows("select rows_extracted, rows_rejected, rows_repeated, rows_landed, rows_loaded"
                        + " from caravan.ledger"))
                .containsExactly("3|1|1|1|1");
    }

    @Test
    void rowsThatAreNotWhatWasLandedAreNotLoaded() throws IOException {
        Batch batch = land(NOON, List.of("id", "name"), row("90", "Bitcoin"), row("80", "Ethereum"));
        Path description = Path.of(landing.manifest(batch)).resolveSibling("batch.json");
        Files.writeString(
                description,
                Files.readString(description)
                        .replace("\"rows_extracted\" : 2", "\"rows_extracted\" : 3")
                        .replaceFirst("\"rows\" : 1", "\"rows\" : 2"));

        assertThatThrownBy(() -> load(WEEK))
                .isInstanceOf(CaravanException.class)
                .hasMessage("coins, batch " + batch.id() + ": 2 rows arrived, and 3 were landed\n"
                        + "    Nothing of the batch is loaded. A part was changed after it was landed: restore it.");
        assertThat(rows("select count(*) from raw.coins")).containsExactly("0");
    }

    @Test
    void aPartThatDecayedIsNotLoaded() throws IOException {
        Batch batch = land(NOON, List.of("id", "name"), row("90", "Bitcoin"));
        Path part = landing.local(batch, batch.parts().get(0)).orElseThrow();
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(part, bytes);

        assertThatThrownBy(() -> load(WEEK))
                .isInstanceOf(CaravanException.class)
                .hasMessageStartingWith("coins, batch " + batch.id() + ", part-00000.csv.gz: " + part + " has SHA-256 ")
                .hasMessageEndingWith("    Nothing of the batch is loaded. Restore the part, or delete the batch's"
                        + " manifest.json to leave it out.");
        assertThat(rows("select count(*) from raw.coins")).containsExactly("0");
    }

    @Test
    void aColumnThatTheTableLacksFailsWithTheMigrationThatAddsIt() throws IOException {
        Batch batch = land(NOON, List.of("id", "name", "colour"), row("90", "Bitcoin", "orange"));

        CaravanException failure = failureOf(() -> load(WEEK));

        assertThat(failure)
                .hasMessage("coins, batch " + batch.id()
                        + ": raw.coins has no column \"colour\", and the landed header has\n"
                        + """
                            Add it by a migration in migrations/raw/:
                            --liquibase formatted sql

                            --changeset you:add-coins-colour
                            alter table "raw"."coins" add column "colour" varchar(4096);
                            --rollback alter table "raw"."coins" drop column "colour";"""
                                .indent(4)
                                .stripTrailing());
        write("migrations/all/0003-colour.sql", pasted(failure));
        migrate();
        assertThat(load(WEEK)).extracting(Loaded::rows).containsExactly(1L);
    }

    @Test
    void aDatasetThatNobodyKnowsIsNoneWithoutNews() throws IOException {
        land(NOON, List.of("id", "name"), row("90", "Bitcoin"));

        CaravanException failure = failureOf(() -> loader(WEEK).load("coinz", "a-run"));

        assertThat(failure)
                .hasMessage("load: a dataset \"coinz\" has neither a batch nor a table\n    Did you mean \"coins\"?");
    }

    @Test
    void aTableThatIsMissingFailsWithTheMigrationThatCreatesIt() throws IOException {
        Batch batch = landOf("exchanges", NOON, List.of("id", "open"), row("5", "yes"));

        CaravanException failure = failureOf(() -> loader(WEEK).load("exchanges", "a-run"));

        assertThat(failure)
                .hasMessage("exchanges, batch " + batch.id() + ": there is no table raw.exchanges\n"
                        + """
                            Write migrations/raw/NNNN-create-exchanges.sql:
                            --liquibase formatted sql

                            --changeset you:create-exchanges
                            create table "raw"."exchanges" (
                                "batch_id" varchar(36) not null,
                                "extracted_at" timestamp not null,
                                "part" integer not null,
                                "line" bigint not null,
                                "id" varchar(4096),
                                "open" varchar(4096),
                                "unknown_fields" varchar(65535)
                            );
                            --rollback drop table "raw"."exchanges";"""
                                .indent(4)
                                .stripTrailing());
        write("migrations/all/0003-exchanges.sql", pasted(failure));
        migrate();
        assertThat(loader(WEEK).load("exchanges", "a-run"))
                .extracting(Loaded::rows)
                .containsExactly(1L);
    }

    @Test
    void batchesBeforeTheOneThatFailsAreLoaded() throws IOException {
        land(NOON, List.of("id", "name"), row("90", "Bitcoin"));
        land(NOON.plusSeconds(60), List.of("id", "name", "colour"), row("90", "Bitcoin", "orange"));
        land(NOON.plusSeconds(120), List.of("id", "name"), row("80", "Ethereum"));

        assertThatThrownBy(() -> load(WEEK)).isInstanceOf(CaravanException.class);

        assertThat(rows("select id from raw.coins")).containsExactly("90");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void bothCompressionsAreRead(String compression) throws IOException {
        environment = Environment.load(project, "test", Map.of(), Map.of("landing.compression", compression));
        land(NOON, List.of("id", "name"), row("90", "Bit\ncoin, \"gold\" 🚀\u200b"));

        load(WEEK);

        assertThat(rows("select name from raw.coins")).containsExactly("Bit\ncoin, \"gold\" 🚀\u200b");
    }

    @Test
    void aBatchThatWasCommittedLateIsFoundWithinTheLookback() throws IOException {
        land(NOON, List.of("id", "name"), row("90", "Bitcoin"));
        load(WEEK);
        land(NOON.minus(Duration.ofDays(6)), List.of("id", "name"), row("80", "Ethereum"));
        land(NOON.minus(Duration.ofDays(60)), List.of("id", "name"), row("58", "Ripple"));

        assertThat(load(WEEK)).extracting(Loaded::rows).containsExactly(1L);
        assertThat(load(EVER)).extracting(Loaded::rows).containsExactly(1L);
        assertThat(rows("select id from raw.coins order by id")).containsExactly("58", "80", "90");
    }

    @Test
    void aFileIsKnownAgainByItsContent() throws IOException {
        SourceFile content = new SourceFile(7, "0123456789abcdef");
        Batch batch;
        try (BatchWriter writer = writer(NOON, List.of("id", "name"), Optional.empty())) {
            writer.append(row("90", "Bitcoin"), Optional.empty());
            batch = writer.commit(new Source("file:///inbox/a.csv", Optional.of(content)));
        }
        load(WEEK);

        Ledger ledger = new Ledger(warehouse);

        assertThat(ledger.findSource("coins", content)).contains(batch.id());
        assertThat(ledger.findSource("history", content)).isEmpty();
        assertThat(ledger.findSource("coins", new SourceFile(8, "0123456789abcdef")))
                .isEmpty();
    }

    private Batch land(Instant opened, List<String> columns, String[]... rows) {
        return landOf("coins", opened, columns, rows);
    }

    private Batch landOf(String dataset, Instant opened, List<String> columns, String[]... rows) {
        try (BatchWriter writer = writer(dataset, opened, columns, Optional.empty())) {
            for (String[] row : rows) {
                writer.append(row, Optional.empty());
            }
            return writer.commit(new Source("http://127.0.0.1/", Optional.empty()));
        }
    }

    private BatchWriter writer(Instant opened, List<String> columns, Optional<String> key) {
        return writer("coins", opened, columns, key);
    }

    private BatchWriter writer(String dataset, Instant opened, List<String> columns, Optional<String> key) {
        BatchId id = BatchId.generator(Clock.fixed(opened, ZoneOffset.UTC)).get();
        return new BatchWriter(
                dataset,
                id,
                opened,
                columns,
                key,
                LandingSettings.of(environment, directory),
                this::put,
                directory.resolve("spool"));
    }

    private void put(String key, Path file) {
        try {
            Path there = directory.resolve("landing").resolve(key);
            Files.createDirectories(there.getParent());
            Files.copy(file, there, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<Loaded> load(Duration lookback) {
        return loader(lookback).load("coins", "a-run");
    }

    private Loader loader(Duration lookback) {
        return new Loader(warehouse, landing, LoadSettings.of(environment).lookingBack(lookback), Clock.systemUTC());
    }

    private void migrate() {
        new Migrator(project, warehouse, "test").update();
    }

    private static CaravanException failureOf(Runnable work) {
        try {
            work.run();
        } catch (CaravanException e) {
            return e;
        }
        throw new AssertionError("nothing failed");
    }

    /** The part of a remedy that a person would paste into a file. */
    private static String pasted(CaravanException failure) {
        String remedy = failure.problems().get(0).remedy();
        return remedy.substring(remedy.indexOf("--liquibase"));
    }

    private List<String> rows(String sql) {
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

    private static String[] row(String... values) {
        return values;
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
