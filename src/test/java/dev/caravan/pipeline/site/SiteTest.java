package dev.caravan.pipeline.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.compile.SmallProject;
import dev.caravan.graph.NodeId;
import dev.caravan.project.CaravanException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked of a small project on DuckDB, and what is refused. */
class SiteTest {
    private static final String HOSTILE = "<img onerror=x>' or 1=1 --";

    @TempDir
    Path directory;

    private SmallSite opened;
    private Site site;

    @BeforeEach
    void openProject() {
        SmallProject small = new SmallProject(directory)
                .file(
                        "environments/test.properties",
                        "warehouse.url = jdbc:duckdb:warehouse.duckdb\nlanding.uri = file:landing\n"
                                + "query.timeout = 2s\nquery.max-rows = 100\nquery.max-cell = 50\n")
                .file("models/star/dim_coin.sql", "<@config materialized=\"table\" />\nselect 1 as coin_id")
                .file(
                        "analyses/coins.sql",
                        """
                        <@config order_by=["coin_id"] />
                        select coin_id, name, price, seen_at, is_listed
                        from ${ref("dim_coin")}
                        where coin_id > ${param("above", "integer", 0)}
                        """)
                .file(
                        "analyses/coins.yml",
                        "analyses:\n  - name: coins\n    description: All coins. One row per coin.\n");
        opened = SmallSite.open(small);
        site = opened.site();
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void aWarehouseThatHasNothingYetGivesEmptyAnswers() {
        assertThat(site.about().lastRun()).isEmpty();
        assertThat(site.runs(10, Optional.empty())).isEqualTo(new RunPage(List.of(), Optional.empty()));
        assertThat(site.batches(Optional.empty(), 10, Optional.empty()))
                .isEqualTo(new BatchPage(List.of(), Optional.empty()));
        assertThat(site.lastResults()).isEmpty();
        assertThat(site.freshness()).isEmpty();
        assertThat(site.rowCounts()).isEmpty();
        assertThat(site.trend(NodeId.model("dim_coin"), 10)).isEmpty();
        assertThat(site.catalog().entries()).isEmpty();
        assertThat(site.manifest().analyses()).hasSize(1);
        assertThatThrownBy(() -> site.run("x")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> site.batch("x"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("batch \"x\": is none that is loaded\n    Loaded batches stand in caravan.ledger.");
        assertThatThrownBy(() -> site.table(TableQuestion.first("coins", 10)))
                .isInstanceOf(QuestionException.class)
                .hasMessage("coins: star.dim_coin is not there yet\n    It is made by the first run: caravan run.");
    }

    @Test
    void aTableIsSearchedFilteredSortedAndPaged() {
        fill(30);

        TablePage page = site.table(new TableQuestion(
                "coins",
                new TreeMap<>(Map.of("above", "2")),
                "COIN 1",
                Optional.of("price"),
                true,
                new TreeMap<>(Map.of("price", ">=10.55", "seen_at", "2026-01-01..2026-01-17", "is_listed", "true")),
                1,
                2));

        // of 10 to 19: prices from 10.6 on leave 11, days to the 17th leave 16, listed are the even ones: 12, 14, 16
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.title()).isEqualTo("All coins");
        assertThat(page.columns().stream()
                        .map(column -> column.name() + " " + column.kind().word()))
                .containsExactly("coin_id number", "name text", "price number", "seen_at time", "is_listed boolean");
        assertThat(texts(page.rows()))
                .containsExactly(
                        "14|coin 14|14.5|2026-01-15T00:00:00Z|true", "12|coin 12|12.5|2026-01-13T00:00:00Z|true");
    }

    @ParameterizedTest
    @CsvSource({
        "price,=3.5,1",
        "price,3.5,1",
        "price,3.55,0",
        "price,<=3.59,3",
        "price,>=1e30,0",
        "price,<=1e30,5",
        "price,..2.5,2",
        "coin_id,2..3,2",
        "coin_id,>=4.5,1",
        "seen_at,=2026-01-02,1",
        "seen_at,2026-01-02T00:00:00Z..2026-01-03 00:00:00,2",
        "is_listed,false,3",
        "name,OIN 5,1",
        "name,%,0",
        "name,'''',0"
    })
    void eachKindOfColumnHasItsFilters(String column, String filter, long rows) {
        fill(5);

        assertThat(site.table(filtered(column, filter)).total()).isEqualTo(rows);
    }

    @Test
    void wrongQuestionsAreToldTogether() {
        fill(1);

        assertThatThrownBy(() -> site.table(new TableQuestion(
                        "coins",
                        new TreeMap<>(),
                        "",
                        Optional.of("prise"),
                        false,
                        new TreeMap<>(Map.of("price", "cheap", "\" or 1=1 --", "x")),
                        -1,
                        0)))
                .isInstanceOf(QuestionException.class)
                .hasMessageContaining("there is no column \"prise\"\n    Did you mean \"price\"?")
                .hasMessageContaining("there is no column \"\" or 1=1 --\"")
                .hasMessageContaining(
                        "the filter of column \"price\" is \"cheap\"\n    Write it as >=1, <=2, =3 or 1..2.")
                .hasMessageContaining("0 rows are asked for")
                .hasMessageContaining("the offset is negative");
        assertThatThrownBy(() -> site.data("coins", new TreeMap<>(Map.of("above", "x", "below", "1"))))
                .hasMessage(
                        """
                        coins: parameter "above" is "x"
                            Give a whole number such as 60.
                        coins: there is no parameter "below"
                            There are above.""");
        assertThatThrownBy(() -> site.table(TableQuestion.first("coin", 1)))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("analyses: there is no analysis \"coin\"\n    Did you mean \"coins\"?");
    }

    @Test
    void hostileTextsAreValuesAndNothingElse() {
        fill(2);
        opened.write("insert into star.dim_coin values (3, '" + HOSTILE.replace("'", "''") + "', 1, now(), true)");

        TablePage page = site.table(
                new TableQuestion("coins", new TreeMap<>(), HOSTILE, Optional.empty(), false, new TreeMap<>(), 0, 10));

        assertThat(page.rows()).hasSize(1);
        assertThat(page.rows().get(0).get(1)).isEqualTo(new Cell.Text(HOSTILE));
    }

    @Test
    void chartsGetColumnsAndDownloadsEveryRow() throws Exception {
        fill(20_000);
        List<String> streamed = new ArrayList<>();

        Columnar data = site.data("coins", new TreeMap<>(Map.of("above", "19997")));
        site.rows(TableQuestion.first("coins", 1), new RowSink() {
            @Override
            public void columns(List<ResultColumn> columns) {
                streamed.add(columns.get(0).name());
            }

            @Override
            public void row(List<Cell> cells) {
                streamed.add(cells.get(0).text());
            }
        });

        assertThat(data.data().get(0))
                .containsExactly(new Cell.Whole(19_998), new Cell.Whole(19_999), new Cell.Whole(20_000));
        assertThat(data.truncated()).isFalse();
        assertThat(site.data("coins", new TreeMap<>()).truncated()).isTrue();
        assertThat(streamed).hasSize(20_001).startsWith("coin_id", "1", "2").endsWith("20000");
    }

    @Test
    void equalQuestionsAreAskedOnceUntilDataChanges() {
        fill(10);
        TableQuestion question = TableQuestion.first("coins", 5);
        TablePage first = site.table(question);

        List<TablePage> pages = IntStream.range(0, 50)
                .mapToObj(reader -> CompletableFuture.supplyAsync(() -> site.table(question)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(pages).hasSize(50).allMatch(page -> page.total() == first.total());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into star.dim_coin values (9, '', 1, now(), true)",
                "with x as (insert into star.dim_coin values (9, '', 1, now(), true) returning *) select * from x",
                "with x as (delete from star.dim_coin returning *) select * from x",
                "delete from star.dim_coin",
                "create table t as select 1",
                "create temporary table t as select 1",
                "drop table star.dim_coin",
                "select 1; select 2",
                "select * from read_csv('/etc/passwd')",
                "select * from read_text('/etc/passwd')",
                "select * from read_blob('/etc/passwd')",
                "select * from parquet_scan('x')",
                "select * from sniff_csv('x')",
                "from glob('/*')",
                "select * from '/etc/passwd'",
                "select * from \"x.csv\"",
                "select (select count(*) from 'x.csv')",
                "describe select * from 'x.csv'",
                "select * from read_duckdb('x')",
                "select * from query('select 1')",
                "select * from query_table('star.dim_coin')",
                "select * from json_execute_serialized_sql('{}')",
                "select * from duckdb_secrets()",
                "select * from duckdb_settings()",
                "select * from duckdb_logs()",
                "select getenv('HOME')",
                "select current_setting('temp_directory')",
                "select nextval('s')",
                "select write_log('x')",
                "select sleep_ms(1)",
                "set memory_limit = '1TB'",
                "reset memory_limit",
                "use memory",
                "attach 'x.db'",
                "detach warehouse",
                "copy (select 1) to '/tmp/x'",
                "copy star.dim_coin from '/etc/passwd'",
                "export database '/tmp/x'",
                "import database '/tmp/x'",
                "pragma database_list",
                "call pragma_version()",
                "install httpfs",
                "load httpfs",
                "checkpoint",
                "vacuum",
                "begin",
                "prepare x as select 1",
                "execute x",
                "explain analyze select 1",
                "select repeat('x', 1000000000)",
                "select repeat(repeat('x', 1000), 1000)",
                "select x.repeat(1000000000) from (select 'x' as x) as x",
                "select repeat('x', coin_id * 1000000000) from star.dim_coin",
                "select lpad('x', 1000000000, 'y')",
                "select rpad('x', 1000000000, 'y')",
                "select list_reduce([1, 2], lambda x, y: x + y)",
                "select list_resize([1], 1000000000)",
                "select len(range(1000000000))",
                "select printf('%1000000000d', 1)",
                "select format('{:>1000000000}', 'x')",
                "select format('{:{}}', 'x', 1000000000)",
                "select bar(1, 0, 2, 1000000000)",
                "select '",
                "",
                "select * from star.nothing",
                "selec 1"
            })
    void aQueryThatIsNoPlainSelectIsRefused(String sql) {
        fill(1);

        assertThatThrownBy(() -> site.query(sql, 10)).isInstanceOf(QuestionException.class);

        assertThat(site.query("select count(*) as n from star.dim_coin", 10).rows())
                .containsExactly(List.of(new Cell.Whole(1)));
    }

    @Test
    void aQueryGivesRowsWithTheirTypes() {
        fill(3);

        QueryResult result = site.query(
                "select coin_id, coin_id, price, seen_at, is_listed, null as nothing, repeat('x', 60) as long"
                        + " from star.dim_coin order by coin_id desc; -- the newest",
                2 + 1);

        assertThat(result.columns().stream().map(ResultColumn::name))
                .containsExactly("coin_id", "coin_id", "price", "seen_at", "is_listed", "nothing", "long");
        assertThat(texts(result.rows()).get(0))
                .isEqualTo("3|3|3.5|2026-01-04T00:00:00Z|false||" + "x".repeat(50) + "… (cut off after 50 characters)");
    }

    @Test
    void aBatchIsKnownToBePrunedAsSoonAsTheLedgerCanSaySo() {
        String columns = "batch_id, dataset, run_id, extracted_at, loaded_at, rows_extracted, rows_rejected,"
                + " rows_repeated, rows_landed, rows_loaded, parts, size_bytes, source_uri";
        String at = "timestamp '2026-11-24 06:07:08'";
        opened.write(
                "create schema if not exists caravan",
                "create table caravan.ledger as select 'a' as batch_id, 'coins' as dataset, 'r' as run_id, " + at
                        + " as extracted_at, " + at + " as loaded_at, 1 as rows_extracted, 0 as rows_rejected,"
                        + " 0 as rows_repeated, 1 as rows_landed, 1 as rows_loaded, 1 as parts, 9 as size_bytes,"
                        + " 'http://127.0.0.1/' as source_uri");
        assertThat(site.batches(Optional.empty(), 10, Optional.empty()).batches())
                .extracting(BatchEntry::prunedAt)
                .containsExactly(Optional.empty());

        opened.write(
                "alter table caravan.ledger add column pruned_at timestamp",
                "update caravan.ledger set pruned_at = timestamp '2026-11-25 06:07:08'",
                "insert into caravan.ledger (" + columns + ") select 'b', " + columns.substring("batch_id, ".length())
                        + " from caravan.ledger");

        Instant pruned = Instant.parse("2026-11-25T06:07:08Z");
        assertThat(site.batches(Optional.of("coins"), 10, Optional.empty()).batches())
                .extracting(BatchEntry::prunedAt)
                .containsExactly(Optional.empty(), Optional.of(pruned));
        assertThat(site.batch("a").files()).isEmpty();
        assertThatThrownBy(() -> site.line("a", 0, 2))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("coins, batch a: was pruned from the landing at 2026-11-25T06:07:08Z\n"
                        + "    Its rows stand in raw.coins; its files are deleted.");
    }

    @Test
    void aQueryIsHeldToItsLimits() {
        fill(1);

        assertThatThrownBy(() -> site.query("select * from range(10000000)", 1_000_000))
                .isInstanceOf(QuestionException.class)
                .hasMessage("query: the query gives more than 100 rows\n    Add \"limit 100\", or sum them up;"
                        + " query.max-rows of the environment is 100.");
        assertThatThrownBy(() -> site.query(
                        "select count(*) from range(1000000000) as a, range(1000000000) as b"
                                + " where a.range + b.range = 5",
                        10))
                .isInstanceOf(CaravanException.class)
                .hasMessage("warehouse: the query was ended after 2 s\n"
                        + "    Ask for less, or let queries take longer by query.timeout of the environment.");
        assertThat(site.query("select 1 as one", 10).took()).isLessThan(Duration.ofSeconds(30));
    }

    private TableQuestion filtered(String column, String filter) {
        SortedMap<String, String> filters = new TreeMap<>(Map.of(column, filter));
        return new TableQuestion("coins", new TreeMap<>(), "", Optional.empty(), false, filters, 0, 10);
    }

    private static List<String> texts(List<List<Cell>> rows) {
        return rows.stream()
                .map(row -> String.join("|", row.stream().map(Cell::text).toList()))
                .toList();
    }

    /** Coins from 1 on: the price is the number and a half, seen so many days after New Year, the even ones listed. */
    private void fill(int coins) {
        opened.write(
                "create schema if not exists star",
                "create table star.dim_coin as select cast(n as integer) as coin_id, 'coin ' || n as name,"
                        + " cast(n as decimal(18, 4)) + 0.5 as price,"
                        + " timestamp '2026-01-01 00:00:00' + interval '1 day' * n as seen_at, n % 2 = 0 as is_listed"
                        + " from range(1, " + (coins + 1) + ") as numbers (n)");
    }
}
