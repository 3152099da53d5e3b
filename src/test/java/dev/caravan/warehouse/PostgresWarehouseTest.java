package dev.caravan.warehouse;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.project.CaravanException;
import dev.caravan.sql.Column;
import dev.caravan.sql.Relation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

final class PostgresWarehouseTest extends WarehouseContract {
    private static final Relation TABLE = Relation.of("star", "dim_thing");
    private static TestPostgres server;

    @BeforeAll
    static void startServer() throws IOException {
        server = TestPostgres.start();
    }

    @Override
    Warehouse open(Path directory) throws IOException {
        return opened(directory, server.createDatabase(), "");
    }

    private static Warehouse opened(Path directory, String url, String more) throws IOException {
        return TestWarehouses.open(directory, url, "warehouse.user = caravan\n" + more);
    }

    @Override
    String endlessQuery() {
        return "select count(*) from generate_series(1, 1000000) as a, generate_series(1, 1000000) as b where a + b = 5";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy (select 1) to '/tmp/x'",
                "copy star.dim_thing to program 'cat'",
                "set statement_timeout = 0",
                "do $$ begin end $$",
                "select 1; select 2",
                "select 1; commit; create table star.other (id integer)",
                "/* select */ -- select\n notify x",
                "select pg_read_file('/etc/passwd')",
                "select * from pg_ls_dir('/')",
                "select \"pg_read_file\" /* so */ ('/etc/passwd')",
                "select U&\"pg\\005fread_file\"('/etc/passwd')",
                "select pg_catalog.set_config('statement_timeout', '0', false)",
                "select query_to_xml('select 1', true, true, '')",
                "select lo_export(1, '/tmp/x')",
                "select pg_terminate_backend(1)",
                "select pg_advisory_lock(1)"
            })
    void readOnlyKeepsInsideTheWarehouse(String sql) {
        assertThatThrownBy(() -> rows(sql))
                .isInstanceOf(CaravanException.class)
                .hasMessageContaining("Give one select that reads relations of the warehouse.");
    }

    @Test
    void readersMayLogInAsARoleThatReadsAlone() throws IOException {
        server.administer("drop role if exists reader");
        server.administer("create role reader login");
        run("create table star.dim_thing (id integer)");
        run("grant usage on schema star to reader");
        run("grant select on star.dim_thing to reader");

        try (Reads reads =
                warehouse.reads(new ReadSettings(1, Duration.ofSeconds(30), Optional.of("reader"), Optional.empty()))) {
            Rows rows = new Rows();
            reads.query("select current_user, count(*) as n from star.dim_thing", 10, 100, rows);

            assertThat(rows.told).containsExactly("current_user", "n", "reader|0");
            assertThatThrownBy(() -> reads.read(transaction -> {
                        transaction.execute("set transaction read write");
                        return transaction.execute("insert into star.dim_thing values (1)");
                    }))
                    .hasMessageContaining("permission denied for table dim_thing");
        }
        run("drop table star.dim_thing");
        run("revoke usage on schema star from reader");
        server.administer("drop role reader");
    }

    @Test
    void aLongTextIsCutOffBeforeItComesHere() {
        try (Reads reads = reads(1, Duration.ofSeconds(30))) {
            Rows rows = new Rows();
            reads.query("select repeat('x', 100000000) as long, 1 as one, json '{\"a\": 1}' as other", 10, 5, rows);

            assertThat(rows.told).containsExactly("long", "one", "other", "xxxxxx|1|{\"a\": ");
        }
    }

    @Test
    void readOnlyTakesTextsForTexts() {
        assertThat(rows("select 'pg_read_file(1); --' as \"a(b\", $x$;pg_ls_dir('x')$x$, E'it\\'s; ', coalesce(null, 1)"
                        + " /* ; /* nested ; */ pg_ls_dir() */ -- end"))
                .containsExactly(List.of("pg_read_file(1); --", ";pg_ls_dir('x')", "it's; ", "1"));
        assertThat(rows("with a as (values (1), (2)) table a")).containsExactly(List.of("1"), List.of("2"));
        assertThat(rows("select random() < 2")).containsExactly(List.of("true"));
    }

    @Test
    void sessionsAreInUtcAndNamed() {
        assertThat(rows("select current_setting('TimeZone'), current_setting('application_name')"))
                .containsExactly(List.of("UTC", "caravan"));
    }

    @Test
    void readOnlyRefusesAnInsertInsideASelect() {
        run("create table star.dim_thing (id integer)");

        assertThatThrownBy(() -> rows("with x as (insert into star.dim_thing values (1) returning 1) select * from x"))
                .hasMessage("warehouse: cannot execute SELECT in a read-only transaction");
    }

    @Test
    void aLineOfDotsInsideAQuotedTextIsText() throws IOException {
        run(
                "create table star.dim_thing (batch_id varchar, extracted_at timestamp, part integer, line bigint, name varchar)");

        copyText("batch_id,extracted_at,part,line,name\nb,2026-11-24T14:52:09.123Z,0,2,\"a\n\\.\nb\"\n");

        assertThat(rows("select name from star.dim_thing")).containsExactly(List.of("a\n\\.\nb"));
    }

    @Test
    void aLargeResultIsReadInConstantMemory() {
        List<Long> seen = new ArrayList<>();

        warehouse.readOnly(tx -> {
            // 400 MB as text, and surefire's JVM would keep all of them
            tx.stream(
                    "select n, repeat('x', 4000) as filler from generate_series(1, 100000) as n (n); -- all",
                    99_999,
                    new Transaction.ResultReader() {
                        @Override
                        public void columns(List<Column> columns) {
                            assertThat(columns).extracting(Column::name).containsExactly("n", "filler");
                        }

                        @Override
                        public void row(Row row) {
                            seen.add(row.number(1));
                        }
                    });
            return tx;
        });

        assertThat(seen).hasSize(99_999).startsWith(1L, 2L).endsWith(99_999L);
    }

    @Test
    void aBrokenPartIsToldByLineAndColumn() throws IOException {
        run(
                "create table star.dim_thing (batch_id varchar, extracted_at timestamp, part integer, line bigint, name varchar(3))");
        String head = "batch_id,extracted_at,part,line,name\nb,2026-11-24T14:52:09.123Z,0,2,\"a\nb\"\n";

        assertThatThrownBy(() -> copyText(head + "b,2026-11-24T14:52:09.123Z,zero,3,a\n"))
                .hasMessage(
                        "part-00003.csv, line 4, column part: invalid input syntax for type integer: \"zero\"\n"
                                + "    The part does not fit the table: land the data again, or widen the column by a migration.");
        assertThatThrownBy(() -> copyText(head + "b,2026-11-24T14:52:09.123Z,0\n"))
                .hasMessage(
                        "part-00003.csv, line 4: missing data for column \"line\"\n"
                                + "    The part does not fit the table: land the data again, or widen the column by a migration.");
        assertThatThrownBy(() -> copyText(head + "b,2026-11-24T14:52:09.123Z,0,3,four\n"))
                .hasMessageStartingWith(
                        "part-00003.csv, line 4, column name: value too long for type character varying(3)");
        assertThat(rows("select * from star.dim_thing")).isEmpty();
    }

    @Test
    void aPartThatBreaksOffIsTold() {
        run(
                "create table star.dim_thing (batch_id varchar, extracted_at timestamp, part integer, line bigint, name varchar)");

        assertThatThrownBy(() -> copy(List.of(new Stream("part-00000.csv", 100))))
                .hasMessage("part-00000.csv: cannot be read: connection reset\n"
                        + "    Check the way to the landing; if the part is damaged there, land the data again.");
        assertThat(rows("select * from star.dim_thing")).isEmpty();
    }

    @Test
    void cancellingStopsACopy() {
        run(
                "create table star.dim_thing (batch_id varchar, extracted_at timestamp, part integer, line bigint, name varchar)");
        CompletableFuture<Long> copying =
                CompletableFuture.supplyAsync(() -> copy(List.of(new Stream("part-00000.csv", Long.MAX_VALUE))));

        await().atMost(20, SECONDS).until(() -> {
            warehouse.cancelRunning();
            return copying.isDone();
        });

        assertThatThrownBy(copying::join)
                .hasCauseInstanceOf(CaravanException.class)
                .hasMessageContaining("part-00000.csv");
        assertThat(rows("select * from star.dim_thing")).isEmpty();
    }

    @Test
    void aViewThatNoLongerFitsIsNamedAndNothingChanges() {
        Relation fresh = TABLE.withIdentifier("dim_thing__fresh");
        run("create table star.dim_thing as select 1 as id, 'a' as name");
        run("create schema reports");
        run("create view reports.names as select name from star.dim_thing");
        run("create table star.dim_thing__fresh as select 2 as id");

        assertThatThrownBy(() -> apply(warehouse.materializations().swap(fresh, TABLE)))
                .hasMessage("warehouse: the view reports.names reads \"star\".\"dim_thing\" and no longer fits:"
                        + " column \"name\" does not exist\n"
                        + "    Change or drop the view first. Nothing was changed.");

        assertThat(rows("select name from reports.names")).containsExactly(List.of("a"));
    }

    @Test
    void aMaterializedViewIsNamedAndNotDropped() {
        Relation fresh = TABLE.withIdentifier("dim_thing__fresh");
        run("create table star.dim_thing as select 1 as id");
        run("create materialized view star.kept as select id from star.dim_thing");
        run("create table star.dim_thing__fresh as select 2 as id");

        assertThatThrownBy(() -> apply(warehouse.materializations().swap(fresh, TABLE)))
                .hasMessage("warehouse: star.kept depends on \"star\".\"dim_thing\" and is no plain view\n"
                        + "    Drop it first, and make it again after the build. Nothing was changed.");
    }

    @Test
    void aSwapKeepsGrantsAndCommentsOfTheTableAndItsViews() {
        Relation fresh = TABLE.withIdentifier("dim_thing__fresh");
        run("create table star.dim_thing as select 1 as id");
        run("create view star.things with (security_barrier = true) as select id from star.dim_thing");
        run("grant select on star.dim_thing, star.things to public");
        run("comment on table star.dim_thing is 'it''s a table'");
        run("comment on column star.things.id is 'the key'");
        run("create table star.dim_thing__fresh as select 2 as id");

        apply(warehouse.materializations().swap(fresh, TABLE));

        assertThat(rows("select relname, relacl::text like '%=r/caravan%', reloptions::text,"
                        + " obj_description(oid, 'pg_class'), col_description(oid, 1) from pg_class"
                        + " where relnamespace = 'star'::regnamespace order by relname"))
                .containsExactly(
                        List.of("dim_thing", "true", "null", "it's a table", "null"),
                        List.of("things", "true", "{security_barrier=true}", "null", "the key"));
    }

    @Test
    void whatDependsOnADroppedTableIsNamed() {
        run("create table star.dim_thing as select 1 as id");
        run("create view star.things as select id from star.dim_thing");

        assertThatThrownBy(() -> apply(warehouse.materializations().dropIfExists(TABLE, Catalog.Kind.TABLE)))
                .hasMessage("warehouse: cannot drop table star.dim_thing because other objects depend on it\n"
                        + "    view star.things depends on table star.dim_thing\n"
                        + "    Change or drop what depends on it first. Nothing was changed.");
    }

    @Test
    void aNameThatWouldBeCutOffIsRefused() {
        assertThatThrownBy(() -> TABLE.withIdentifier("x".repeat(64)).render(warehouse.dialect()))
                .hasMessage("warehouse: the name \"" + "x".repeat(64) + "\" has 64 bytes, and PostgreSQL keeps 63\n"
                        + "    Give it a shorter name.");
    }

    @Test
    void aStatementThatTakesTooLongIsEnded() throws IOException {
        try (Warehouse hurried = opened(
                directory.resolve("hurried"), server.createDatabase(), "warehouse.statement-timeout = 100ms\n")) {
            assertThatThrownBy(() -> hurried.readOnly(tx -> tx.query("select pg_sleep(60)", row -> 1)))
                    .hasMessage("warehouse: canceling statement due to statement timeout\n    A statement may take"
                            + " warehouse.statement-timeout: raise it, or give the statement less to do.");
        }
    }

    @Test
    void aServerThatCannotBeReachedIsToldWithoutThePassword() {
        assertThatThrownBy(() -> opened(
                        directory,
                        "jdbc:postgresql://localhost:1/caravan?password=hunter22",
                        "warehouse.password=hunter22\n"))
                .isInstanceOf(CaravanException.class)
                .hasMessageStartingWith(
                        "localhost:1/caravan: cannot be connected to: Connection to localhost:1 refused.")
                .hasMessageEndingWith("\n    Check that the server runs, and host and port in warehouse.url.")
                .hasMessageNotContaining("hunter22");
        assertThatThrownBy(() -> opened(directory, server.createDatabase() + "x", ""))
                .hasMessageMatching(
                        "(?s)localhost:\\d+/warehouse\\d+x: cannot be connected to: database \"warehouse\\d+x\""
                                + " does not exist\n    Make the database, or name another in warehouse.url\\.");
        assertThatThrownBy(() -> opened(directory, "jdbc:postgresql://host:port/x", ""))
                .hasMessage("environments/test.properties:1: warehouse.url cannot be read\n    Write it as"
                        + " jdbc:postgresql://HOST:PORT/DATABASE, such as jdbc:postgresql://localhost:5432/caravan.");
    }

    @Test
    void aDatabaseOfAnotherEncodingIsRefused() {
        String url = server.createDatabase("encoding 'LATIN1' locale 'C' template template0");

        assertThatThrownBy(() -> opened(directory, url, ""))
                .hasMessageContaining(": keeps texts in LATIN1, which lacks most characters\n"
                        + "    Make a database by: create database NAME encoding 'UTF8' locale 'C' template template0");
    }

    @Test
    void aStatementBearsTheRunAndTheNodeThatItIsOf() {
        MDC.put("run", "0198c1f2");
        MDC.put("node", "model.caravan.dim_*/coin");

        List<List<String>> running = rows("select query from pg_stat_activity where pid = pg_backend_pid()");

        MDC.clear();
        assertThat(running)
                .containsExactly(List.of("/* {\"app\": \"caravan\", \"run\": \"0198c1f2\","
                        + " \"node\": \"model.caravan.dim___coin\"} */\n"
                        + "select query from pg_stat_activity where pid = pg_backend_pid()"));
    }

    @Test
    void theTagOfAStatementMovesNoPosition() {
        assertThatThrownBy(() -> warehouse.inTransaction(tx -> tx.execute("select nothing")))
                .hasMessage("warehouse: column \"nothing\" does not exist\n    Position: 8");
    }

    private long copyText(String csv) throws IOException {
        Path part = directory.resolve("part-00003.csv");
        Files.writeString(part, csv, StandardCharsets.UTF_8);
        return copy(List.of(local("part-00003.csv", part)));
    }

    /** Rows without end, or until the connection breaks. */
    private record Stream(String name, long rows) implements CopyFile {
        @Override
        public long sizeBytes() {
            return 0;
        }

        @Override
        public URI uri() {
            return URI.create("memory:/" + name);
        }

        @Override
        public Optional<Path> local() {
            return Optional.empty();
        }

        @Override
        public InputStream open() {
            byte[] header = "batch_id,extracted_at,part,line,name\n".getBytes(StandardCharsets.UTF_8);
            byte[] line = "b,2026-11-24T14:52:09.123Z,0,2,name\n".getBytes(StandardCharsets.UTF_8);
            return new InputStream() {
                private byte[] now = header;
                private int at;
                private long sent;

                @Override
                public int read() throws IOException {
                    if (at == now.length) {
                        if (sent++ >= rows) {
                            throw new IOException("connection reset");
                        }
                        now = line;
                        at = 0;
                    }
                    return now[at++];
                }
            };
        }
    }
}
