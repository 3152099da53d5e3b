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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What every warehouse does alike. A new adapter extends this class, and no more is needed to test it. */
abstract class WarehouseContract extends DialectContract {
    private static final Relation TABLE = Relation.of("star", "dim_thing");

    /** A query that runs for minutes if nobody stops it. */
    abstract String endlessQuery();

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

        warehouse.inTransaction(outer -> {
            outer.execute("insert into star.dim_thing values ('a')");
            warehouse.inTransaction(inner -> inner.execute("insert into star.dim_thing values ('b')"));
            return outer;
        });

        assertThat(rows("select id from star.dim_thing order by id")).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void streamsNoMoreThanAskedFor() {
        List<String> seen = new ArrayList<>();

        warehouse.readOnly(tx -> {
            tx.stream(warehouse.dialect().generateSeries("1", "100000"), 2, new Transaction.ResultReader() {
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
        run("create view star.things as select id from star.dim_thing");

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
    void aReaderKeepsTheTableThatIsSwappedAway() {
        Relation fresh = TABLE.withIdentifier("dim_thing__fresh");
        apply(warehouse.materializations().createTableAs(TABLE, "select 1 as id"));
        apply(warehouse.materializations().createTableAs(fresh, "select 2 as id"));

        CompletableFuture<Void> swapped = warehouse.readOnly(reader -> {
            assertThat(read(reader, "select id from star.dim_thing")).containsExactly(List.of("1"));
            // A warehouse may let the swap wait for its readers.
            CompletableFuture<Void> swapping = CompletableFuture.runAsync(
                    () -> apply(warehouse.materializations().swap(fresh, TABLE)));
            for (int i = 0; i < 100; i++) {
                assertThat(read(reader, "select id from star.dim_thing")).containsExactly(List.of("1"));
            }
            return swapping;
        });
        swapped.join();

        assertThat(rows("select id from star.dim_thing")).containsExactly(List.of("2"));
    }

    @Test
    void readersSeeTheOldRowsOrTheNewOnesWhileTablesAreSwapped() {
        readersSeeWholeStates(number -> {
            Relation fresh = TABLE.withIdentifier("dim_thing__fresh");
            List<String> statements =
                    new ArrayList<>(warehouse.materializations().createTableAs(fresh, state(number)));
            statements.addAll(warehouse.materializations().swap(fresh, TABLE));
            return statements;
        });
    }

    @Test
    void readersSeeTheOldRowsOrTheNewOnesWhileRowsAreReplaced() {
        readersSeeWholeStates(
                number -> warehouse.materializations().replaceRows(TABLE, List.of("id", "state"), state(number)));
    }

    @Test
    void readersSeeTheOldRowsOrTheNewOnesWhileRowsAreMerged() {
        readersSeeWholeStates(number ->
                warehouse.materializations().merge(TABLE, List.of("id", "state"), List.of("id"), state(number)));
    }

    /** A state is 50 rows of one number; a reader counts them over a view, in one statement, all the while. */
    private void readersSeeWholeStates(IntFunction<List<String>> change) {
        apply(warehouse.materializations().createTableAs(TABLE, state(0)));
        run("create view star.things as select * from star.dim_thing");
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Set<List<String>>> reader = CompletableFuture.supplyAsync(() -> {
            Set<List<String>> seen = new HashSet<>();
            while (!done.get()) {
                seen.addAll(rows("select count(*), count(distinct state), max(state) from star.things"));
            }
            return seen;
        });

        try {
            for (int number = 1; number <= 20; number++) {
                apply(change.apply(number));
            }
        } finally {
            done.set(true);
        }

        assertThat(reader.join()).isNotEmpty().allSatisfy(counts -> assertThat(counts.subList(0, 2))
                .containsExactly("50", "1"));
        assertThat(rows("select distinct state from star.things")).containsExactly(List.of("20"));
    }

    private String state(int number) {
        return "select n as id, " + number + " as state from ("
                + warehouse.dialect().generateSeries("1", "50") + ") as numbers";
    }

    @Test
    void swapsIntoAPlaceWhereNothingStands() {
        Relation fresh = TABLE.withIdentifier("dim_thing__fresh");

        apply(warehouse.materializations().createTableAs(fresh, "select 2 as id"));
        apply(warehouse.materializations().swap(fresh, TABLE));

        assertThat(warehouse.catalog().entries().keySet()).containsExactly(TABLE);
    }

    @Test
    void aViewIsReplaced() {
        apply(warehouse.materializations().createView(TABLE, "select 1 as id"));
        apply(warehouse.materializations().createView(TABLE, "select 2 as id, 3 as other"));

        assertThat(rows("select * from star.dim_thing")).containsExactly(List.of("2", "3"));
    }

    @Test
    void replacedRowsKeepTheDeclaredTable() {
        run("create table star.dim_thing (id integer primary key, name varchar(10))");
        run("insert into star.dim_thing values (1, 'old'), (2, 'gone')");

        apply(warehouse.materializations().replaceRows(TABLE, List.of("name", "id"), "select 'new' as name, 1 as id"));

        assertThat(rows("select id, name from star.dim_thing")).containsExactly(List.of("1", "new"));
    }

    @Test
    void appendAdds() {
        run("create table star.dim_thing (id integer, name varchar(10))");

        apply(warehouse.materializations().append(TABLE, List.of("id"), "select 1 as id"));
        apply(warehouse.materializations().append(TABLE, List.of("id"), "select 1 as id"));

        assertThat(rows("select id from star.dim_thing")).containsExactly(List.of("1"), List.of("1"));
    }

    @Test
    void mergeChangesWhatDiffersAndAddsWhatIsNew() {
        run("create table star.dim_thing (id integer, kind varchar(10), name varchar(10))");
        run("insert into star.dim_thing values (1, 'a', 'old'), (2, null, 'old'), (3, 'a', 'kept')");
        String select = "select 1 as id, 'a' as kind, 'new' as name union all select 2, null, null"
                + " union all select 4, null, 'added'";

        for (int times = 0; times < 2; times++) {
            apply(warehouse
                    .materializations()
                    .merge(TABLE, List.of("id", "kind", "name"), List.of("id", "kind"), select));
        }

        assertThat(rows("select id, kind, name from star.dim_thing order by id"))
                .containsExactly(
                        List.of("1", "a", "new"),
                        List.of("2", "null", "null"),
                        List.of("3", "a", "kept"),
                        List.of("4", "null", "added"));
    }

    @Test
    void mergeRefusesAKeyThatTheSelectGivesTwice() {
        run("create table star.dim_thing (id integer, name varchar(10))");

        assertThatThrownBy(() -> apply(warehouse
                        .materializations()
                        .merge(
                                TABLE,
                                List.of("id", "name"),
                                List.of("id"),
                                "select 7 as id, 'a' as name union all select 7, 'b'")))
                .isInstanceOf(CaravanException.class)
                .hasMessageContaining("the select gives a key of star.dim_thing more than once: id = 7");

        assertThat(rows("select * from star.dim_thing")).isEmpty();
    }

    @Test
    void deleteInsertReplacesEveryRowOfAKey() {
        run("create table star.dim_thing (id integer, name varchar(10))");
        run("insert into star.dim_thing values (1, 'old'), (1, 'old'), (2, 'kept')");

        apply(warehouse
                .materializations()
                .deleteInsert(TABLE, List.of("id", "name"), List.of("id"), "select 1 as id, 'new' as name"));

        assertThat(rows("select id, name from star.dim_thing order by id"))
                .containsExactly(List.of("1", "new"), List.of("2", "kept"));
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
    void aViewStaysOverATableThatIsSwapped() {
        Relation fresh = TABLE.withIdentifier("dim_thing__fresh");
        apply(warehouse.materializations().createTableAs(TABLE, "select 1 as id, 'a' as name"));
        run("create view star.things as select id from star.dim_thing");
        run("create view star.things_of_things as select id from star.things");

        apply(warehouse.materializations().createTableAs(fresh, "select 2 as id"));
        apply(warehouse.materializations().swap(fresh, TABLE));

        assertThat(rows("select id from star.things_of_things")).containsExactly(List.of("2"));
    }

    @Test
    void aViewMayLoseAndRenameColumnsUnderAnother() {
        apply(warehouse.materializations().createView(TABLE, "select 1 as id, 'a' as name, 3 as other"));
        run("create view star.things as select id from star.dim_thing");

        apply(warehouse.materializations().createView(TABLE, "select 'b' as title, 2 as id"));

        assertThat(rows("select * from star.dim_thing")).containsExactly(List.of("b", "2"));
        assertThat(rows("select id from star.things")).containsExactly(List.of("2"));
    }

    @Test
    void aBatchIsLoadedOnceWithItsLedgerRow() {
        makeLedger();
        run("create table raw.things (batch_id varchar(36) not null, extracted_at timestamp not null, part integer,"
                + " line bigint, id varchar(4096), name varchar(65535), unknown_fields varchar(65535))");
        String longest = "é".repeat(32_767) + "x";
        Batch batch = TestBatch.land(
                directory, "things", new String[] {"1", longest}, new String[] {"2", ""}, new String[] {"3", null});

        List<Loaded> first = load();
        List<Loaded> second = load();

        assertThat(first).extracting(Loaded::rows).containsExactly(3L);
        assertThat(second).isEmpty();
        assertThat(rows("select id, name, part, line from raw.things order by id"))
                .containsExactly(
                        List.of("1", longest, "0", "2"), List.of("2", "", "0", "3"), List.of("3", "null", "0", "4"));
        assertThat(rows("select dataset, batch_id, rows_loaded from caravan.ledger"))
                .containsExactly(List.of("things", batch.id().value(), "3"));
    }

    @Test
    void aBatchThatDoesNotFitLeavesNothing() {
        makeLedger();
        run("create table raw.things (batch_id varchar(36) not null, extracted_at timestamp not null, part integer,"
                + " line bigint, id integer, name varchar(65535), unknown_fields varchar(65535))");
        TestBatch.land(directory, "things", new String[] {"1", "a"}, new String[] {"two", "b"});

        assertThatThrownBy(this::load).isInstanceOf(CaravanException.class);

        assertThat(rows("select * from raw.things")).isEmpty();
        assertThat(rows("select * from caravan.ledger")).isEmpty();
    }

    private void makeLedger() {
        run("create schema raw");
        run("create schema caravan");
        run("create table caravan.ledger (dataset varchar(128) not null, batch_id varchar(36) not null,"
                + " run_id varchar(36) not null, extracted_at timestamp not null, loaded_at timestamp not null,"
                + " rows_extracted bigint not null, rows_rejected bigint not null, rows_repeated bigint not null,"
                + " rows_landed bigint not null, rows_loaded bigint not null, parts integer not null,"
                + " size_bytes bigint not null, source_uri varchar(4096) not null, source_size_bytes bigint,"
                + " source_sha256 varchar(64), primary key (batch_id))");
    }

    private List<Loaded> load() {
        return new Loader(
                        warehouse,
                        TestBatch.landing(directory),
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

    void apply(List<String> statements) {
        warehouse.inTransaction(tx -> {
            statements.forEach(tx::execute);
            return tx;
        });
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
