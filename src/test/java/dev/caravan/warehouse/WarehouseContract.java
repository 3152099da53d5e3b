package dev.caravan.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.landing.Batch;
import dev.caravan.load.LoadSettings;
import dev.caravan.load.Loaded;
import dev.caravan.load.Loader;
import dev.caravan.project.CaravanException;
import dev.caravan.sql.Column;
import dev.caravan.sql.Relation;
import dev.caravan.sql.SqlType;
import dev.caravan.sql.SqlType.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What every warehouse does alike. A new adapter extends this class, and no more is needed to test it. */
abstract class WarehouseContract extends ReadsContract {
    private static final Relation TABLE = Relation.of("star", "dim_thing");

    @Test
    void valuesOfEveryTypeComeBackAsTheyWere() {
        run(
                "create table star.dim_thing (flag boolean, small smallint, whole integer, big bigint, wide decimal(38, 18),"
                        + " text varchar, day date, time timestamp, zoned timestamp with time zone)");
        Instant time = Instant.parse("2026-11-24T14:52:09.123456Z");

        warehouse.inTransaction(tx -> tx.execute(
                "insert into star.dim_thing values (?, ?, ?, ?, ?, ?, cast(? as date), ?, ?)",
                true,
                (short) -5,
                7,
                Long.MAX_VALUE,
                new BigDecimal("-12345678901234567890.123456789012345678"),
                "naïve \uD83D\uDC2B\u200B",
                "2014-01-01",
                time,
                time));

        assertThat(rows("select * from star.dim_thing"))
                .containsExactly(List.of(
                        "true",
                        "-5",
                        "7",
                        "9223372036854775807",
                        "-12345678901234567890.123456789012345678",
                        "naïve \uD83D\uDC2B\u200B",
                        "2014-01-01",
                        "2026-11-24T14:52:09.123456",
                        "2026-11-24T14:52:09.123456Z"));
        List<List<Instant>> instants = warehouse.readOnly(tx -> tx.query(
                "select time, zoned from star.dim_thing",
                row -> List.of(row.instant(1).orElseThrow(), row.instant(2).orElseThrow())));
        assertThat(instants).containsExactly(List.of(time, time));
    }

    @Test
    void theEndsOfEveryTypeComeBackAsTheyWere() {
        run("create table star.dim_thing (id integer, wide decimal(38, 0), fine decimal(38, 37), real double precision,"
                + " text varchar(65535), day date, time timestamp, zoned timestamp with time zone)");
        String longest = "\uD83D\uDC2B".repeat(16_383) + "xyz";

        warehouse.inTransaction(tx -> tx.execute(
                "insert into star.dim_thing values (1, ?, ?, ?, ?, cast(? as date), ?, ?)",
                new BigDecimal("99999999999999999999999999999999999999"),
                new BigDecimal("-9.9999999999999999999999999999999999999"),
                0.1,
                longest,
                "9999-12-31",
                Instant.parse("1970-01-01T00:00:00Z"),
                Instant.parse("1969-12-31T23:59:59.999999Z")));
        warehouse.inTransaction(tx -> tx.execute("insert into star.dim_thing (id, text) values (2, ?)", ""));

        assertThat(rows("select wide, fine, real, text, day, time, zoned from star.dim_thing order by id"))
                .containsExactly(
                        List.of(
                                "99999999999999999999999999999999999999",
                                "-9.9999999999999999999999999999999999999",
                                "0.1",
                                longest,
                                "9999-12-31",
                                "1970-01-01T00:00:00",
                                "1969-12-31T23:59:59.999999Z"),
                        List.of("null", "null", "null", "", "null", "null", "null"));
    }

    @Test
    void nullAndEmptyTextAreTwoThings() {
        List<List<Optional<String>>> rows = warehouse.inTransaction(tx -> tx.query(
                "select cast(? as varchar), cast(? as varchar)",
                row -> List.of(row.text(1), row.text(2)),
                Optional.empty(),
                Optional.of("")));

        assertThat(rows).containsExactly(List.of(Optional.empty(), Optional.of("")));
    }

    @Test
    void aNumberThatIsNoneIsToldByItsColumn() {
        assertThatThrownBy(() -> warehouse.readOnly(tx -> tx.query("select 1.5 as half", row -> row.number(1))))
                .isInstanceOf(CaravanException.class)
                .hasMessage("warehouse: column \"half\" is 1.5, which is no whole number of 64 bits");
    }

    @Test
    void throwingRollsBack() {
        run("create table star.dim_thing (id integer)");

        assertThatThrownBy(() -> warehouse.inTransaction(tx -> {
                    tx.execute("insert into star.dim_thing values (1)");
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(rows("select * from star.dim_thing")).isEmpty();
    }

    @Test
    void aConnectionIsUsableAfterAFailedStatement() {
        assertThatThrownBy(() -> run("select * from star.nothing")).isInstanceOf(CaravanException.class);

        assertThat(rows("select 1")).containsExactly(List.of("1"));
    }

    @Test
    void transactionsThatAddDifferentKeysBothCommit() {
        run("create table star.dim_thing (id varchar(36) primary key)");

        addTwoKeysAtOnce();

        assertThat(rows("select id from star.dim_thing order by id")).containsExactly(List.of("a"), List.of("b"));
    }

    void addTwoKeysAtOnce() {
        warehouse.inTransaction(outer -> {
            outer.execute("insert into star.dim_thing values ('a')");
            warehouse.inTransaction(inner -> inner.execute("insert into star.dim_thing values ('b')"));
            return outer;
        });
    }

    @Test
    void streamsNoMoreThanAskedFor() {
        List<String> seen = new ArrayList<>();

        warehouse.readOnly(tx -> {
            String series = warehouse.dialect().generateSeries("1", "100000");
            tx.stream("select n from (" + series + ") as numbers order by n", 2, new Transaction.ResultReader() {
                @Override
                public void columns(List<Column> columns) {
                    seen.add(columns.toString());
                }

                @Override
                public void row(Row row) {
                    seen.add("" + row.number(1));
                }
            });
            // The result that was left early keeps nothing from running.
            return tx.query("select 3", row -> seen.add("" + row.number(1)));
        });

        assertThat(seen)
                .containsExactly(
                        List.of(Column.of("n", SqlType.of(Kind.BIGINT))).toString(), "1", "2", "3");
    }

    @Test
    void describesWithoutRunning() {
        List<Column> columns = warehouse.readOnly(tx -> tx.describe(
                "select cast(1 as decimal(38, 10)) as price, cast('a' as varchar) as name, current_date as day"));

        assertThat(columns)
                .containsExactly(
                        Column.of("price", SqlType.decimal(38, 10)),
                        Column.of("name", SqlType.varchar()),
                        Column.of("day", SqlType.of(Kind.DATE)));
    }

    @Test
    void theCatalogTellsTablesAndViewsWithColumns() {
        run("create table star.dim_thing (id bigint not null, price decimal(38, 18))");
        apply(warehouse.materializations().createView(Relation.of("star", "things"), "select id from star.dim_thing"));

        Catalog catalog = warehouse.catalog();

        assertThat(catalog.find(TABLE))
                .contains(new Catalog.Entry(
                        TABLE,
                        Catalog.Kind.TABLE,
                        List.of(
                                new Column("id", SqlType.of(Kind.BIGINT), false),
                                Column.of("price", SqlType.decimal(38, 18)))));
        assertThat(catalog.find(Relation.of("star", "things")).orElseThrow().kind())
                .isEqualTo(Catalog.Kind.VIEW);
        assertThat(catalog.entries()).hasSize(2);
    }

    @Test
    void cancellingStopsWhatRuns() {
        CompletableFuture<List<List<String>>> running = CompletableFuture.supplyAsync(() -> rows(endlessQuery()));

        await().atMost(20, SECONDS).until(() -> {
            warehouse.cancelRunning();
            return running.isDone();
        });

        assertThatThrownBy(running::join).hasCauseInstanceOf(CaravanException.class);
        assertThat(rows("select 1")).containsExactly(List.of("1"));
    }

    @Test
    void readOnlyRefusesToChange() {
        run("create table star.dim_thing (id integer)");

        assertThatThrownBy(() -> warehouse.readOnly(tx -> tx.execute("insert into star.dim_thing values (1)")))
                .isInstanceOf(CaravanException.class);
        assertThatThrownBy(() -> warehouse.readOnly(tx -> tx.execute("drop table star.dim_thing")))
                .isInstanceOf(CaravanException.class);

        assertThat(rows("select * from star.dim_thing")).isEmpty();
    }

    @Test
    void copiesWhatCsvSays() throws IOException {
        run("create table star.dim_thing (batch_id varchar(36), extracted_at timestamp, part integer, line bigint,"
                + " name varchar(65535))");
        String longest = "x".repeat(65_535);
        String csv = "batch_id,extracted_at,part,line,name\n"
                + "b,2026-11-24T14:52:09.123Z,0,2,plain\n"
                + "b,2026-11-24T14:52:09.123Z,0,3,\n"
                + "b,2026-11-24T14:52:09.123Z,0,4,\"\"\n"
                + "b,2026-11-24T14:52:09.123Z,0,5,\"a \"\"quoted\"\", \r\nbroken line\"\n"
                + "b,2026-11-24T14:52:09.123Z,0,7,NULL \\ naïve \uD83D\uDC2B\u200B\n"
                + "b,2026-11-24T14:52:09.123Z,0,8," + longest + "\n";

        long rows = copy(List.of(local("part-00000.csv.gz", csv), remote("part-00001.csv.gz", csv)));

        assertThat(rows).isEqualTo(12);
        assertThat(rows("select name from star.dim_thing where line < 8 order by line"))
                .containsExactly(
                        List.of("plain"),
                        List.of("plain"),
                        List.of("null"),
                        List.of("null"),
                        List.of(""),
                        List.of(""),
                        List.of("a \"quoted\", \r\nbroken line"),
                        List.of("a \"quoted\", \r\nbroken line"),
                        List.of("NULL \\ naïve \uD83D\uDC2B\u200B"),
                        List.of("NULL \\ naïve \uD83D\uDC2B\u200B"));
        assertThat(rows("select distinct name, extracted_at from star.dim_thing where line = 8"))
                .containsExactly(List.of(longest, "2026-11-24T14:52:09.123"));
    }

    @Test
    void aBatchIsLoadedOnceWithItsLedgerRow() {
        makeLedger();
        run("create table \"raw\".things (batch_id varchar(36) not null, extracted_at timestamp not null, part integer,"
                + " line bigint, id varchar(4096), name varchar(65535), unknown_fields varchar(65535))");
        String longest = "é".repeat(32_767) + "x";
        TestLanding landing = landing();
        Batch batch =
                landing.land("things", new String[] {"1", longest}, new String[] {"2", ""}, new String[] {"3", null});

        List<Loaded> first = load(landing);
        List<Loaded> second = load(landing);

        assertThat(first).extracting(Loaded::rows).containsExactly(3L);
        assertThat(second).isEmpty();
        assertThat(rows("select id, name, part, line from \"raw\".things order by id"))
                .containsExactly(
                        List.of("1", longest, "0", "2"), List.of("2", "", "0", "3"), List.of("3", "null", "0", "4"));
        assertThat(rows("select dataset, batch_id, rows_loaded from caravan.ledger"))
                .containsExactly(List.of("things", batch.id().value(), "3"));
    }

    @Test
    void aBatchThatDoesNotFitLeavesNothing() {
        makeLedger();
        run("create table \"raw\".things (batch_id varchar(36) not null, extracted_at timestamp not null, part integer,"
                + " line bigint, id integer, name varchar(65535), unknown_fields varchar(65535))");
        TestLanding landing = landing();
        landing.land("things", new String[] {"1", "a"}, new String[] {"two", "b"});

        assertThatThrownBy(() -> load(landing)).isInstanceOf(CaravanException.class);

        assertThat(rows("select * from \"raw\".things")).isEmpty();
        assertThat(rows("select * from caravan.ledger")).isEmpty();
    }

    private void makeLedger() {
        run("create schema \"raw\"");
        run("create schema caravan");
        run("create table caravan.ledger (dataset varchar(128) not null, batch_id varchar(36) not null,"
                + " run_id varchar(36) not null, extracted_at timestamp not null, loaded_at timestamp not null,"
                + " rows_extracted bigint not null, rows_rejected bigint not null, rows_repeated bigint not null,"
                + " rows_landed bigint not null, rows_loaded bigint not null, parts integer not null,"
                + " size_bytes bigint not null, source_uri varchar(4096) not null, source_size_bytes bigint,"
                + " source_sha256 varchar(64), primary key (batch_id))");
    }

    private List<Loaded> load(TestLanding landing) {
        return new Loader(
                        warehouse,
                        landing.landing(),
                        new LoadSettings(Duration.ofDays(7), 1 << 30, 100),
                        Clock.systemUTC())
                .load("things", "run");
    }

    @Test
    void copiesNothingFromAPartWithoutRows() throws IOException {
        run("create table star.dim_thing (batch_id varchar(36), extracted_at timestamp, part integer, line bigint,"
                + " name varchar(65535))");

        assertThat(copy(List.of(local("part-00000.csv.gz", "batch_id,extracted_at,part,line,name\n"))))
                .isZero();
        assertThat(copy(List.of())).isZero();
    }

    /** Where batches of the test are landed. */
    TestLanding landing() {
        return TestLanding.inFolder(directory);
    }

    static CopyFile local(String name, Path path) throws IOException {
        return new File(name, Optional.of(path), Files.readAllBytes(path));
    }

    long copy(List<CopyFile> files) {
        return warehouse.inTransaction(tx -> tx.copy(new CopyRequest(
                TABLE,
                List.of("batch_id", "extracted_at", "part", "line", "name"),
                directory.resolve("manifest.json")::toUri,
                files)));
    }

    private CopyFile local(String name, String csv) throws IOException {
        return local(name, Files.write(directory.resolve(name), zipped(csv)));
    }

    private static CopyFile remote(String name, String csv) throws IOException {
        return new File(name, Optional.empty(), zipped(csv));
    }

    private static byte[] zipped(String csv) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(csv.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private record File(String name, Optional<Path> local, byte[] bytes) implements CopyFile {
        @Override
        public long rows() {
            return 0;
        }

        @Override
        public long sizeBytes() {
            return bytes.length;
        }

        @Override
        public URI uri() {
            return URI.create("memory:/" + name);
        }

        @Override
        public InputStream open() {
            return new java.io.ByteArrayInputStream(bytes);
        }
    }
}
