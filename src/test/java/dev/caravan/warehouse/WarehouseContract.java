package dev.caravan.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.project.CaravanException;
import dev.caravan.sql.Column;
import dev.caravan.sql.Relation;
import dev.caravan.sql.SqlType;
import dev.caravan.sql.SqlType.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every warehouse does alike. */
abstract class WarehouseContract {
    private static final Relation TABLE = Relation.of("star", "dim_thing");

    @TempDir
    Path directory;

    Warehouse warehouse;

    abstract Warehouse open(Path directory) throws IOException;

    /** A query that runs for minutes if nobody stops it. */
    abstract String endlessQuery();

    @BeforeEach
    void openWarehouse() throws IOException {
        warehouse = open(directory);
        run("create schema star");
    }

    @AfterEach
    void closeWarehouse() {
        warehouse.close();
    }

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

        List<List<String>> seen = warehouse.readOnly(reader -> {
            List<List<String>> before = read(reader, "select id from star.dim_thing");
            apply(warehouse.materializations().createTableAs(fresh, "select 2 as id"));
            apply(warehouse.materializations().swap(fresh, TABLE));
            assertThat(read(reader, "select id from star.dim_thing")).isEqualTo(before);
            return before;
        });

        assertThat(seen).containsExactly(List.of("1"));
        assertThat(rows("select id from star.dim_thing")).containsExactly(List.of("2"));
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
    void copiesNothingFromAPartWithoutRows() throws IOException {
        run("create table star.dim_thing (batch_id varchar(36), extracted_at timestamp, part integer, line bigint,"
                + " name varchar(65535))");

        assertThat(copy(List.of(local("part-00000.csv.gz", "batch_id,extracted_at,part,line,name\n"))))
                .isZero();
        assertThat(copy(List.of())).isZero();
    }

    @Test
    void dialectReadsNumbersExactlyOrNotAtAll() {
        assertThat(casts(
                        "decimal(38, 18)",
                        "3.38E+14",
                        "5.00E-11",
                        "0?",
                        "",
                        "12345678901234567890.123456789012345678",
                        "-.5"))
                .containsExactly(
                        "338000000000000.000000000000000000",
                        "0.000000000050000000",
                        "null",
                        "null",
                        "12345678901234567890.123456789012345678",
                        "-0.500000000000000000");
        assertThat(casts("bigint", "1.6E+3", "1.5", "9223372036854775807", "9223372036854775808", "x"))
                .containsExactly("1600", "null", "9223372036854775807", "null", "null");
        assertThat(casts("date", "2014-00-00", "2014-01-31")).containsExactly("null", "2014-01-31");
    }

    @Test
    void dialectCountsTime() {
        var dialect = warehouse.dialect();
        String sunday = "timestamp '2026-01-04 23:30:10'";
        String monday = "timestamp '2026-01-05 00:15:00'";

        assertThat(values(
                        dialect.dateTrunc("week", sunday),
                        dialect.dateTrunc("quarter", "timestamp '2026-05-04 23:30:10'"),
                        dialect.dateAdd("month", "-1", "timestamp '2026-03-31 00:00:00'"),
                        dialect.dateAdd("minute", "n", sunday),
                        dialect.dateDiff("week", sunday, monday),
                        dialect.dateDiff("day", sunday, monday),
                        dialect.dateDiff("hour", sunday, monday),
                        dialect.dateDiff("minute", monday, sunday),
                        dialect.timestampOfMillis("'1637500000123'")))
                .containsExactly(
                        "2025-12-29T00:00:00",
                        "2026-04-01T00:00:00",
                        "2026-02-28T00:00:00",
                        "2026-01-04T23:33:10",
                        "1",
                        "1",
                        "1",
                        "-45",
                        "2021-11-21T13:06:40.123");
    }

    @Test
    void dialectKeysTellNullEmptyAndSplitsApart() {
        var dialect = warehouse.dialect();

        List<String> keys = values(
                dialect.hashKey(List.of("cast(null as varchar)", "'a'")),
                dialect.hashKey(List.of("''", "'a'")),
                dialect.hashKey(List.of("'a'", "''")),
                dialect.hashKey(List.of("'ab'", "'c'")),
                dialect.hashKey(List.of("'a'", "'bc'")),
                dialect.hashKey(List.of("1", "n")));

        assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.matches("[0-9a-f]{32}"));
    }

    @Test
    void dialectHandlesTexts() {
        var dialect = warehouse.dialect();

        assertThat(values(
                        dialect.regexpReplace("'a1b22'", "[0-9]+", "#"),
                        dialect.regexpMatches("'it''s'", "^it's$"),
                        dialect.splitPart("'a/b/c'", "/", 2),
                        dialect.literal("it's \\ all"),
                        "(select " + dialect.stringAgg("t", "'", "t desc") + " from (values ('a'), ('b')) as v (t))"))
                .containsExactly("a#b#", "true", "b", "it's \\ all", "b'a");
        assertThatThrownBy(() -> dialect.dateTrunc("eon", "now()"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no part of a date: \"eon\"");
    }

    List<List<String>> rows(String sql) {
        return warehouse.readOnly(tx -> read(tx, sql));
    }

    void run(String sql) {
        warehouse.inTransaction(tx -> tx.execute(sql));
    }

    static CopyFile local(String name, Path path) {
        return new File(name, Optional.of(path), new byte[0]);
    }

    long copy(List<CopyFile> files) {
        return warehouse.inTransaction(tx -> tx.copy(new CopyRequest(
                TABLE,
                List.of("batch_id", "extracted_at", "part", "line", "name"),
                directory.resolve("manifest.json").toUri(),
                files)));
    }

    private void apply(List<String> statements) {
        warehouse.inTransaction(tx -> {
            statements.forEach(tx::execute);
            return tx;
        });
    }

    private static List<List<String>> read(Transaction tx, String sql) {
        int width = tx.describe(sql).size();
        return tx.query(sql, row -> {
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                values.add(row.text(i).orElse("null"));
            }
            return values;
        });
    }

    private List<String> values(String... expressions) {
        return rows("select " + String.join(", ", expressions) + " from (select 3 as n) as numbers")
                .get(0);
    }

    private List<String> casts(String type, String... texts) {
        List<String> expressions = new ArrayList<>();
        for (String text : texts) {
            expressions.add(warehouse.dialect().safeCast(warehouse.dialect().literal(text), SqlType.parse(type)));
        }
        return values(expressions.toArray(String[]::new));
    }

    private CopyFile local(String name, String csv) throws IOException {
        Path path = Files.write(directory.resolve(name), zipped(csv));
        return new File(name, Optional.of(path), new byte[0]);
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
        public InputStream open() {
            return new java.io.ByteArrayInputStream(bytes);
        }
    }
}
