package dev.caravan.warehouse;

import static dev.caravan.standin.RedshiftExtension.BUCKET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.project.CaravanException;
import dev.caravan.sql.Relation;
import dev.caravan.sql.TableOptions;
import dev.caravan.standin.RedshiftExtension;
import dev.caravan.standin.RedshiftStandIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on the stand-in, through the real driver. What differs on Redshift stands in the overrides, with its reason. */
final class RedshiftWarehouseTest extends WarehouseContract {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    private static final Relation TABLE = Relation.of("star", "dim_thing");
    private final String prefix = "test-" + UUID.randomUUID() + "/";

    @Override
    Warehouse open(Path directory) throws IOException {
        return TestWarehouses.open(
                directory, REDSHIFT.standIn().jdbcUrl(), "warehouse.user = " + RedshiftStandIn.USER + "\n");
    }

    /** One database serves all tests. */
    @AfterEach
    void dropWhatTheTestMade() {
        List.of("star", "raw", "caravan", "reports")
                .forEach(schema -> run("drop schema if exists \"" + schema + "\" cascade"));
    }

    @Override
    String endlessQuery() {
        return "select count(*) from (" + warehouse.dialect().generateSeries("1", "9999999") + ") as a cross join ("
                + warehouse.dialect().generateSeries("1", "9999999") + ") as b where a.n + b.n = 5";
    }

    /** Redshift reads the landing itself. */
    @Override
    TestLanding landing() {
        return TestLanding.of(
                directory,
                URI.create("s3://" + BUCKET + "/" + prefix),
                (key, file) -> REDSHIFT.put(prefix + key, bytes(file)),
                """
                landing.uri = s3://%s/%s
                landing.s3.endpoint = %s
                landing.s3.access-key-id = anyone
                landing.s3.secret-access-key = anything
                """
                        .formatted(BUCKET, prefix, REDSHIFT.s3Endpoint()));
    }

    @Override
    long copy(List<CopyFile> files) {
        List<CopyFile> landed = files.stream()
                .<CopyFile>map(file -> new Landed(file, uri(file.name())))
                .toList();
        files.forEach(file -> REDSHIFT.put(prefix + file.name(), bytes(file)));
        REDSHIFT.put(
                prefix + "manifest.json",
                landed.stream()
                        .map(file -> "{\"url\":\"" + file.uri() + "\",\"mandatory\":true}")
                        .collect(Collectors.joining(",", "{\"entries\":[", "]}")));
        return warehouse.inTransaction(tx -> tx.copy(new CopyRequest(
                TABLE,
                List.of("batch_id", "extracted_at", "part", "line", "name"),
                () -> uri("manifest.json"),
                landed)));
    }

    /** Redshift lets one transaction at a time write to a table; the second would wait for the first, for ever here. */
    @Override
    @Test
    void transactionsThatAddDifferentKeysBothCommit() {
        run("create table star.dim_thing (id varchar(36) primary key)");

        assertThatThrownBy(this::addTwoKeysAtOnce)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a transaction inside another one changes star.dim_thing, which the outer one has changed:"
                        + " it would wait for ever");

        assertThat(rows("select id from star.dim_thing")).isEmpty();
    }

    /**
     * The PostgreSQL beneath the stand-in shows a swapped table as empty to a snapshot that is older than the swap. A cluster
     * keeps the reader waiting, or ends its query; which, a cluster alone can show.
     */
    @Override
    Set<List<String>> countsWhileTablesAreSwapped() {
        return Set.of(List.of("50", "1"), List.of("0", "0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy star.dim_thing from 's3://landing/x' iam_role default csv",
                "unload ('select 1') to 's3://landing/stolen' iam_role default format csv",
                "call star.procedure()",
                "set statement_timeout to 0",
                "select 1; unload ('select 1') to 's3://landing/stolen' iam_role default format csv",
                "select '\\'; unload (\\'select 1\\') to ' || '' ; commit",
                "/* select */ -- select\n vacuum",
                "select pg_terminate_backend(1)",
                "select \"pg_cancel_backend\" /* so */ (1)",
                "select pg_read_file('/etc/passwd')",
                "select U&\"pg\\005fread_file\"('/etc/passwd')",
                "select set_config('statement_timeout', '0', false)"
            })
    void readOnlyKeepsInsideTheWarehouse(String sql) {
        assertThatThrownBy(() -> rows(sql))
                .isInstanceOf(CaravanException.class)
                .hasMessageContaining("Give one select that reads relations of the warehouse.");
    }

    @Test
    void readOnlyTakesTextsForTexts() {
        assertThat(
                        rows(
                                "select 'pg_read_file(1); --' as \"a(b\", 'it\\'s; ', coalesce(null, 1) /* ; pg_ls_dir() */ -- end"))
                .containsExactly(List.of("pg_read_file(1); --", "it's; ", "1"));
    }

    @Test
    void aBadPartNamesFileLineColumnValueAndReason() {
        run("create table star.dim_thing (batch_id varchar(36), extracted_at timestamp, part integer, line bigint,"
                + " name varchar(3))");
        String head = "batch_id,extracted_at,part,line,name\nb,2026-11-24T14:52:09.123Z,0,2,\"a\nb\"\n";

        assertThatThrownBy(() -> copyText(head + "b,2026-11-24T14:52:09.123Z,0,three,abc\n"))
                .isInstanceOf(CopyRefusedException.class)
                .hasMessage(
                        "part-00003.csv, line 4, column line: Invalid digit, Value 't', Pos 0, Type: Long: \"three\"\n"
                                + "    The part does not fit the table: land the data again, or widen the column by a migration.");
        assertThatThrownBy(() -> copyText(head + "b,2026-11-24T14:52:09.123Z,0,3,much\n"))
                .hasMessage(
                        "part-00003.csv, line 4, column name: String length exceeds DDL length: \"much\"\n"
                                + "    The part does not fit the table: land the data again, or widen the column by a migration.");
        assertThatThrownBy(() -> copyText(head + "b,2026-11-24T14:52:09.123Z,0\n"))
                .hasMessage(
                        "part-00003.csv, line 4, column line: Delimiter not found\n"
                                + "    The part does not fit the table: land the data again, or widen the column by a migration.");

        assertThat(rows("select * from star.dim_thing")).isEmpty();
    }

    @Test
    void aServerlessWorkgroupTellsABadPartWithoutItsValue() throws Exception {
        run("create table star.dim_thing (batch_id varchar(36), extracted_at timestamp, part integer, line bigint,"
                + " name varchar(3))");
        REDSHIFT.standIn()
                .faults()
                .fail(
                        sql -> sql.contains("from stl_load_errors"),
                        "42501",
                        "permission denied for relation stl_load_errors");

        assertThatThrownBy(() -> copyText("batch_id,extracted_at,part,line,name\nb,,0,2,much\n"))
                .hasMessageStartingWith("part-00003.csv, line 2, column name: String length exceeds DDL length\n");
    }

    @Test
    void aLandingThatNoClusterReadsIsRefused() throws IOException {
        CopyFile part = local("part-00000.csv", Files.createFile(directory.resolve("part")));

        assertThatThrownBy(() -> warehouse.inTransaction(tx -> tx.copy(new CopyRequest(
                        TABLE,
                        List.of("id"),
                        () -> URI.create("file:/data/landing/raw/coins/manifest.json"),
                        List.of(part)))))
                .hasMessage("load star.dim_thing: the landing is at file:/data/landing/raw/coins/, where no cluster can"
                        + " read it\n"
                        + "    Redshift reads the landing itself: set landing.uri to s3://BUCKET/PREFIX.");
    }

    @Test
    void aMissingPartIsTold() throws IOException {
        CopyFile gone = new Landed(local("gone.csv", Files.createFile(directory.resolve("gone"))), uri("gone.csv"));
        run("create table star.dim_thing (batch_id varchar(36), extracted_at timestamp, part integer, line bigint,"
                + " name varchar(3))");
        REDSHIFT.put(prefix + "gone.json", "{\"entries\":[{\"url\":\"" + uri("gone.csv") + "\",\"mandatory\":true}]}");

        assertThatThrownBy(() -> warehouse.inTransaction(
                        tx -> tx.copy(new CopyRequest(TABLE, List.of("name"), () -> uri("gone.json"), List.of(gone)))))
                .isInstanceOf(CopyRefusedException.class)
                .hasMessageStartingWith("gone.csv: S3ServiceException:The specified key does not exist.,Status 404")
                .hasMessageEndingWith(
                        "\n    A part or its manifest is gone from the landing: restore it, or land the data again.");
    }

    @Test
    void oneCopyReadsEveryFile() throws IOException {
        run("create table star.dim_thing (batch_id varchar(36), extracted_at timestamp, part integer, line bigint,"
                + " name varchar(3))");
        String csv = "batch_id,extracted_at,part,line,name\nb,,0,2,a\n";
        Path first = Files.writeString(directory.resolve("part-00000.csv"), csv);
        Path second = Files.writeString(directory.resolve("part-00001.csv"), csv);

        long rows = copy(List.of(local("part-00000.csv", first), local("part-00001.csv", second)));

        assertThat(rows).isEqualTo(2);
        assertThat(REDSHIFT.standIn().statements().stream()
                        .filter(sql -> sql.contains("copy \"star\"") && sql.contains(prefix)))
                .singleElement()
                .asString()
                .endsWith("copy \"star\".\"dim_thing\" (\"batch_id\", \"extracted_at\", \"part\", \"line\", \"name\")\n"
                        + "from '" + uri("manifest.json") + "'\n"
                        + "iam_role default\n"
                        + "format csv manifest\n"
                        + "ignoreheader 1 emptyasnull dateformat 'auto' timeformat 'auto' compupdate off");
    }

    @Test
    void filesOfTwoCompressionsAreRefused() throws IOException {
        Path file = Files.createFile(directory.resolve("part"));

        assertThatThrownBy(() -> copy(List.of(local("part-00000.csv.gz", file), local("part-00001.csv.zst", file))))
                .hasMessage(
                        "part-00001.csv.zst: is compressed in another way than part-00000.csv.gz, and one COPY takes"
                                + " one compression\n"
                                + "    The landing was changed by hand: restore it, or land the data again.");
    }

    @Test
    void aTableIsKeptAsItsModelSays() {
        TableOptions options = new TableOptions(
                Optional.of("id"), List.of("day", "id"), Optional.of("interleaved"), Map.of("name", "zstd"));

        apply(warehouse
                .materializations()
                .createTableAs(TABLE, options, "select 1 as id, cast('a' as varchar(9)) as name, current_date as day"));
        apply(warehouse
                .materializations()
                .createTableAs(
                        TABLE.withIdentifier("everywhere"),
                        new TableOptions(Optional.of("all"), List.of("id"), Optional.empty(), Map.of()),
                        "select 1 as id"));

        assertThat(rows("select table_name, column_name, encoding, distkey, sortkey from svv_redshift_columns"
                        + " where schema_name = 'star' order by 1, ordinal_position"))
                .containsExactly(
                        List.of("dim_thing", "id", "none", "true", "2"),
                        List.of("dim_thing", "name", "zstd", "false", "0"),
                        List.of("dim_thing", "day", "none", "false", "1"),
                        List.of("everywhere", "id", "none", "false", "1"));
        assertThat(rows("select diststyle from svv_table_info where \"table\" = 'everywhere'"))
                .containsExactly(List.of("ALL"));
        assertThat(rows("select id, name from star.dim_thing")).containsExactly(List.of("1", "a"));
    }

    @Test
    void aBoundViewIsNamedAndNothingChanges() {
        Relation fresh = TABLE.withIdentifier("dim_thing__fresh");
        run("create table star.dim_thing as select 1 as id");
        run("create view star.bound as select id from star.dim_thing");
        run("create table star.dim_thing__fresh as select 2 as id");

        assertThatThrownBy(() -> apply(warehouse.materializations().swap(fresh, TABLE)))
                .hasMessageContaining("because other objects depend on it")
                .hasMessageEndingWith(
                        "Change or drop what depends on it first, or make it a view with no schema binding."
                                + " Nothing was changed.");

        assertThat(rows("select id from star.bound")).containsExactly(List.of("1"));
    }

    @Test
    void writersOfOneTableWaitInTheProcess() {
        run("create table star.dim_thing (id integer)");
        CompletableFuture<Long> second = warehouse.inTransaction(first -> {
            first.execute("insert into star.dim_thing values (1)");
            CompletableFuture<Long> waiting = CompletableFuture.supplyAsync(
                    () -> warehouse.inTransaction(tx -> tx.execute("insert into \"star\".\"dim_thing\" values (2)")));
            assertThat(waiting.isDone()).isFalse();
            assertThat(first.query("select id from star.dim_thing", row -> row.number(1)))
                    .containsExactly(1L);
            return waiting;
        });

        assertThat(second.join()).isEqualTo(1);
        assertThat(rows("select id from star.dim_thing order by id")).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void cancellingEndsTheWaitForAnotherWriter() {
        run("create table star.dim_thing (id integer)");

        CompletableFuture<Long> second = warehouse.inTransaction(first -> {
            first.execute("insert into star.dim_thing values (1)");
            CompletableFuture<Long> waiting = CompletableFuture.supplyAsync(
                    () -> warehouse.inTransaction(tx -> tx.execute("insert into star.dim_thing values (2)")));
            await().atMost(20, SECONDS).until(() -> {
                warehouse.cancelRunning();
                return waiting.isDone();
            });
            return waiting;
        });

        assertThatThrownBy(second::join)
                .hasMessageContaining(
                        "the statement was cancelled while it waited for another one to change star.dim_thing");
        assertThat(rows("select id from star.dim_thing")).containsExactly(List.of("1"));
    }

    @Test
    void aSerializableConflictIsDoneAgain() {
        run("create table star.dim_thing (id integer)");
        REDSHIFT.standIn().faults().serializationConflict(sql -> sql.contains("insert into star.dim_thing"));

        warehouse.inTransaction(Repeat.IF_ROLLED_BACK, tx -> tx.execute("insert into star.dim_thing values (1)"));

        assertThat(REDSHIFT.standIn().faults().left()).isZero();
        assertThat(rows("select id from star.dim_thing")).containsExactly(List.of("1"));
    }

    @Test
    void aConnectionLostBeforeACommitFreesItsTables() {
        run("create table star.dim_thing (id integer)");
        REDSHIFT.standIn().faults().dropBeforeCommit();

        assertThatThrownBy(() -> run("insert into star.dim_thing values (1)"))
                .isInstanceOfSatisfying(TransactionLostException.class, lost -> assertThat(lost.outcome())
                        .isEqualTo(TransactionLostException.Outcome.UNKNOWN));

        run("insert into star.dim_thing values (2)");
        assertThat(rows("select id from star.dim_thing")).containsExactly(List.of("2"));
    }

    @Test
    void aTextOfAnyCharactersIsALiteral() {
        assertThat(values(warehouse.dialect().literal("\\' ; -- \\\\ $1 ''"))).containsExactly("\\' ; -- \\\\ $1 ''");
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> TABLE.withIdentifier("x".repeat(128)).render(warehouse.dialect()))
                .hasMessage("warehouse: the name \"" + "x".repeat(128) + "\" has 128 bytes, and Redshift takes 127\n"
                        + "    Give it a shorter name.");
    }

    @Test
    void aSeriesThatIsTooLongFails() {
        assertThatThrownBy(() -> rows(warehouse.dialect().generateSeries("1", "100000001")))
                .hasMessageContaining("division by zero");
    }

    private long copyText(String csv) throws IOException {
        Path part = directory.resolve("part-00003.csv");
        Files.writeString(part, csv, UTF_8);
        return copy(List.of(local("part-00003.csv", part)));
    }

    /** A late-binding view has no columns that could be commented on. */
    @Override
    List<List<String>> commented() {
        return List.of(
                List.of("star", "dim_thing", "false", "null", "It's a \\ thing: é"),
                List.of("star", "dim_thing", "false", "id", "Its number."),
                List.of("star", "dim_thing", "false", "other", "null"),
                List.of("star", "v_thing", "true", "null", "A look at it."));
    }

    private URI uri(String name) {
        return URI.create("s3://" + BUCKET + "/" + prefix + name);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(CopyFile file) {
        try (InputStream bytes = file.open()) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Landed(CopyFile file, URI uri) implements CopyFile {
        @Override
        public String name() {
            return file.name();
        }

        @Override
        public long rows() {
            return file.rows();
        }

        @Override
        public long sizeBytes() {
            return file.sizeBytes();
        }

        @Override
        public Optional<Path> local() {
            return Optional.empty();
        }

        @Override
        public InputStream open() throws IOException {
            return file.open();
        }
    }

    @Test
    void readersAreUsersGroupsRolesOrEverybody() {
        Materializations sql = warehouse.materializations();
        List<String> readers = List.of("group bi", "reporter", "ROLE x\"; drop table y", "Public");

        assertThat(sql.grantUsage("star", readers))
                .containsExactly("grant usage on schema \"star\" to group \"bi\", \"reporter\","
                        + " role \"x\"\"; drop table y\", public");
        run("create table star.dim_read (id integer)");
        run(sql.grantSelect(Relation.of("star", "dim_read"), List.of("public")).get(0));
        run("drop table star.dim_read");
    }
}
