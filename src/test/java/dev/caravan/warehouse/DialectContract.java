package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.sql.Dialect;
import dev.caravan.sql.SqlType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each helper of the model language gives, value by value, in every warehouse. */
abstract class DialectContract {
    @TempDir
    Path directory;

    Warehouse warehouse;

    abstract Warehouse open(Path directory) throws IOException;

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
    void decimalsAreReadExactlyOrNotAtAll() {
        assertThat(casts(
                        "decimal(38, 18)",
                        "3.38E+14",
                        "5.00E-11",
                        "0?",
                        "",
                        "12345678901234567890.123456789012345678",
                        "-.5",
                        " 7. ",
                        "+1e0",
                        "1e-40",
                        "1e20",
                        "99999999999999999999.9999999999999999994",
                        "99999999999999999999.9999999999999999995",
                        "1e99999",
                        "1,000",
                        "1e",
                        ".",
                        "NaN",
                        "infinity",
                        "0x1F"))
                .containsExactly(
                        "338000000000000.000000000000000000",
                        "0.000000000050000000",
                        "null",
                        "null",
                        "12345678901234567890.123456789012345678",
                        "-0.500000000000000000",
                        "7.000000000000000000",
                        "1.000000000000000000",
                        "0.000000000000000000",
                        "null",
                        "99999999999999999999.999999999999999999",
                        "null",
                        "null",
                        "null",
                        "null",
                        "null",
                        "null",
                        "null",
                        "null");
        assertThat(casts("decimal(4, 4)", "0.12344", "0.12345", ".99995", "-0.9999", "1"))
                .containsExactly("0.1234", "0.1235", "null", "-0.9999", "null");
    }

    @Test
    void timesFallIntoSpansThatAreCountedFrom1970() {
        run("create table star.dim_time (seconds bigint, seen timestamp)");
        run("insert into star.dim_time values (60, '2026-01-31 07:05:59.5'), (3600, '2026-01-31 07:05:59'),"
                + " (604800, '2026-01-31 07:05:59'), (90000, '1970-01-02 01:00:00'), (7, '2040-02-29 12:00:03')");

        assertThat(column("select " + warehouse.dialect().timeBucket("seconds", "seen")
                        + " from star.dim_time order by seen, seconds"))
                .containsExactly(
                        "1970-01-02T01:00:00",
                        "2026-01-31T07:00:00",
                        "2026-01-29T00:00:00",
                        "2026-01-31T07:05:00",
                        "2040-02-29T12:00:03");
    }

    @Test
    void theEarliestAndTheLatestValueOfAGroupAreThoseOfRowsThatHaveOne() {
        run("create table star.dim_time (kind varchar(1), price numeric(38, 12), seen timestamp)");
        run(
                "insert into star.dim_time values ('a', 10.5, '2026-01-01 00:00:00.000002'), ('a', 9, '2026-01-01 00:00:00.000001'),"
                        + " ('a', null, '2025-01-01 00:00:00'), ('a', 100.000000000001, '2026-12-31 23:59:59'), ('b', null, '2026-01-01 00:00:00')");
        SqlType type = SqlType.decimal(38, 12);

        assertThat(column("select " + warehouse.dialect().earliest("price", "seen", type)
                        + " from star.dim_time group by kind order by kind"))
                .containsExactly("9.000000000000", "null");
        assertThat(column("select " + warehouse.dialect().latest("price", "seen", type)
                        + " from star.dim_time group by kind order by kind"))
                .containsExactly("100.000000000001", "null");
    }

    @Test
    void wholeNumbersAreNeverRounded() {
        assertThat(casts(
                        "bigint",
                        "1.6E+3",
                        "1.5",
                        "5.0",
                        "1.0000000001",
                        " -7 ",
                        "9223372036854775807",
                        "9223372036854775808",
                        "-9223372036854775808",
                        "1e-3",
                        "x",
                        ""))
                .containsExactly(
                        "1600",
                        "null",
                        "5",
                        "null",
                        "-7",
                        "9223372036854775807",
                        "null",
                        "-9223372036854775808",
                        "null",
                        "null",
                        "null");
        assertThat(casts("integer", "2147483647", "2147483648", "-2147483648"))
                .containsExactly("2147483647", "null", "-2147483648");
        assertThat(casts("smallint", "32767", "32768", "3.2767e4")).containsExactly("32767", "null", "32767");
    }

    @Test
    void datesAndTimesAreReadOrNull() {
        assertThat(casts(
                        "date",
                        "2014-00-00",
                        "2014-01-31",
                        "2014-02-29",
                        "2016-02-29",
                        "1900-02-29",
                        "2000-02-29",
                        "2014-04-31",
                        "2014-1-3",
                        "2014/01/03",
                        "2014-01-03 12:30:00",
                        "2014-01-03T12:30:00.5Z",
                        "2014-13-01",
                        "today",
                        "20140103",
                        ""))
                .containsExactly(
                        "null",
                        "2014-01-31",
                        "null",
                        "2016-02-29",
                        "null",
                        "2000-02-29",
                        "null",
                        "2014-01-03",
                        "2014-01-03",
                        "2014-01-03",
                        "2014-01-03",
                        "null",
                        "null",
                        "null",
                        "null");
        assertThat(casts(
                        "timestamp",
                        "2014-01-03T01:02:03Z",
                        "2014-01-03 01:02:03.1234569",
                        "2014-01-03 01:02:03.9999999",
                        "2014-01-03 01:02:03+02:00",
                        "2014-01-03",
                        "2014-01-03 01:02",
                        "2014-01-03 25:00:00",
                        "2014-01-03 01:02:60",
                        "now"))
                .containsExactly(
                        "2014-01-03T01:02:03",
                        "2014-01-03T01:02:03.123456",
                        "2014-01-03T01:02:03.999999",
                        "2014-01-03T01:02:03",
                        "2014-01-03T00:00:00",
                        "2014-01-03T01:02:00",
                        "null",
                        "null",
                        "null");
        assertThat(casts("timestamp with time zone", "2014-01-03 01:02:03+02", "2014-01-03 01:02:03", "x"))
                .containsExactly("2014-01-02T23:02:03Z", "2014-01-03T01:02:03Z", "null");
    }

    @Test
    void flagsAndTextsAreReadOrNull() {
        assertThat(casts("boolean", "true", "T", "yes", "1", "FALSE", "n", "0", "2", "", "on"))
                .containsExactly("true", "true", "true", "true", "false", "false", "false", "null", "null", "null");
        assertThat(casts("double precision", "1.5", "1e3", "x", "")).containsExactly("1.5", "1000.0", "null", "null");
        assertThat(casts("varchar", "", " a ", "é\uD83D\uDC2B")).containsExactly("", " a ", "é\uD83D\uDC2B");
    }

    @Test
    void aNullStaysNullInEveryCast() {
        Dialect dialect = warehouse.dialect();
        for (String type : List.of("bigint", "decimal(9, 2)", "date", "timestamp", "boolean", "varchar", "double")) {
            assertThat(values(dialect.safeCast("cast(null as varchar)", SqlType.parse(type))))
                    .as(type)
                    .containsExactly("null");
        }
    }

    @Test
    void aCastHasItsType() {
        Dialect dialect = warehouse.dialect();
        for (String type :
                List.of("bigint", "integer", "smallint", "decimal(38, 18)", "date", "timestamp", "boolean")) {
            assertThat(warehouse.<List<SqlType>>readOnly(tx -> tx
                            .describe("select " + dialect.safeCast("t", SqlType.parse(type))
                                    + " as x from (select 'a' as t) as v")
                            .stream()
                            .map(column -> column.type())
                            .toList()))
                    .containsExactly(SqlType.parse(type));
        }
    }

    @Test
    void countsTime() {
        Dialect dialect = warehouse.dialect();
        String sunday = "timestamp '2026-01-04 23:30:10'";
        String monday = "timestamp '2026-01-05 00:15:00'";

        assertThat(values(
                        dialect.dateTrunc("second", "timestamp '2026-01-04 23:30:10.9'"),
                        dialect.dateTrunc("week", sunday),
                        dialect.dateTrunc("quarter", "timestamp '2026-05-04 23:30:10'"),
                        dialect.dateTrunc("month", "date '2026-05-04'"),
                        dialect.dateTrunc("year", "cast(null as timestamp)"),
                        dialect.dateAdd("month", "-1", "timestamp '2026-03-31 00:00:00'"),
                        dialect.dateAdd("quarter", "n", "timestamp '2026-03-31 00:00:00'"),
                        dialect.dateAdd("day", "1", "date '2026-02-28'"),
                        dialect.dateAdd("minute", "n", sunday),
                        dialect.timestampOfMillis("'1637500000123'"),
                        dialect.timestampOfMillis("-1"),
                        dialect.timestampOfMillis("cast(null as bigint)")))
                .containsExactly(
                        "2026-01-04T23:30:10",
                        "2025-12-29T00:00:00",
                        "2026-04-01T00:00:00",
                        "2026-05-01T00:00:00",
                        "null",
                        "2026-02-28T00:00:00",
                        "2026-12-31T00:00:00",
                        "2026-03-01T00:00:00",
                        "2026-01-04T23:33:10",
                        "2021-11-21T13:06:40.123",
                        "1969-12-31T23:59:59.999",
                        "null");
        assertThat(values(
                        dialect.dateDiff("week", sunday, monday),
                        dialect.dateDiff("week", monday, sunday),
                        dialect.dateDiff("day", sunday, monday),
                        dialect.dateDiff("hour", sunday, monday),
                        dialect.dateDiff("minute", monday, sunday),
                        dialect.dateDiff(
                                "second", "timestamp '1969-12-31 23:59:59.9'", "timestamp '1970-01-01 00:00:01.1'"),
                        dialect.dateDiff("month", "date '2025-11-30'", monday),
                        dialect.dateDiff("quarter", "date '2025-12-31'", "date '2026-01-01'"),
                        dialect.dateDiff("year", monday, "date '2024-12-31'"),
                        dialect.dateDiff("day", "cast(null as timestamp)", monday)))
                .containsExactly("1", "-1", "1", "1", "-45", "2", "2", "1", "-2", "null");
    }

    @Test
    void keysTellNullEmptyAndSplitsApart() {
        Dialect dialect = warehouse.dialect();

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
    void keysAreTheSameInEveryWarehouse() {
        Dialect dialect = warehouse.dialect();

        assertThat(values(
                        dialect.hashKey(List.of("'é\uD83D\uDC2Bx'", "cast(null as varchar)", "1")),
                        dialect.hashKey(List.of("timestamp '2026-01-04 23:30:10.5'", "cast(1.5 as decimal(9, 2))"))))
                .containsExactly("461116f7d49acb9370b9bc0a3bf9eded", "6bd566f88fb9f18e7172499862a3c437");
    }

    @Test
    void seriesIncludeBothEnds() {
        Dialect dialect = warehouse.dialect();

        assertThat(rows(dialect.generateSeries("-1", "(select 1)")))
                .containsExactlyInAnyOrder(List.of("-1"), List.of("0"), List.of("1"));
        assertThat(rows(dialect.generateSeries("2", "1"))).isEmpty();
        assertThat(rows(dialect.generateSeries("1", "cast(null as bigint)"))).isEmpty();
    }

    @Test
    void handlesTexts() {
        Dialect dialect = warehouse.dialect();

        assertThat(values(
                        dialect.regexpReplace("'a1b22'", "[0-9]+", "#"),
                        dialect.regexpReplace("'a.b'", "(a)\\.", "\\1\\1"),
                        dialect.regexpReplace("'a' || chr(10) || 'b'", "a.b", "x"),
                        dialect.regexpReplace("cast(null as varchar)", "a", "b"),
                        dialect.regexpMatches("'it''s'", "^it's$"),
                        dialect.regexpMatches("'A'", "a"),
                        dialect.regexpMatches("'a' || chr(10) || 'b'", "^b"),
                        dialect.regexpMatches("cast(null as varchar)", "a"),
                        dialect.splitPart("'a/b/c'", "/", 2),
                        dialect.splitPart("'a--b'", "--", 3),
                        dialect.literal("it's \\ all"),
                        "(select " + dialect.stringAgg("t", "'", "t desc")
                                + " from (select 'a' as t union all select 'b') as v)",
                        "(select " + dialect.stringAgg("t", ", ", "t")
                                + " from (select 2 as t union all select 1 union all select null) as v)",
                        "(select " + dialect.stringAgg("t", ",", "t") + " from (select 1 as t) as v where t > 1)"))
                .containsExactly(
                        "a#b#",
                        "aab",
                        "x",
                        "null",
                        "true",
                        "false",
                        "false",
                        "null",
                        "b",
                        "",
                        "it's \\ all",
                        "b'a",
                        "1, 2",
                        "null");
    }

    @Test
    void aListMayHaveNoText() {
        Dialect dialect = warehouse.dialect();
        String texts = "select t from (select 'a' as t union all select 'o''c') as v where t ";

        assertThat(rows(texts + "in (" + dialect.inList(List.of("o'c", "x")) + ")"))
                .containsExactly(List.of("o'c"));
        assertThat(rows(texts + "in (" + dialect.inList(List.of()) + ")")).isEmpty();
        assertThat(rows(texts + "not in (" + dialect.inList(List.of()) + ")")).hasSize(2);
    }

    @Test
    void refusesWhatNoWarehouseCounts() {
        Dialect dialect = warehouse.dialect();

        assertThatThrownBy(() -> dialect.dateTrunc("eon", "now()"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "no part of a date: \"eon\"; these are: second, minute, hour, day, week, month, quarter, year");
        assertThatThrownBy(() -> dialect.splitPart("'a/b'", "/", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parts are counted from 1, not 0");
    }

    List<List<String>> rows(String sql) {
        return warehouse.readOnly(tx -> read(tx, sql));
    }

    void run(String sql) {
        warehouse.inTransaction(tx -> tx.execute(sql));
    }

    static List<List<String>> read(Transaction tx, String sql) {
        int width = tx.describe(sql).size();
        return tx.query(sql, row -> {
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                values.add(row.text(i).orElse("null"));
            }
            return values;
        });
    }

    /** The values of a select of one column. */
    List<String> column(String sql) {
        return rows(sql).stream().map(row -> row.get(0)).toList();
    }

    List<String> values(String... expressions) {
        return rows("select " + String.join(", ", expressions) + " from (select 3 as n) as numbers")
                .get(0);
    }

    List<String> casts(String type, String... texts) {
        List<String> expressions = new ArrayList<>();
        for (String text : texts) {
            expressions.add(warehouse.dialect().safeCast(warehouse.dialect().literal(text), SqlType.parse(type)));
        }
        return values(expressions.toArray(String[]::new));
    }
}
