package dev.caravan.docs.powerbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.compile.SmallProject;
import dev.caravan.docs.export.Address;
import dev.caravan.docs.star.SmallStar;
import dev.caravan.project.Environment;
import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.Warehouses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerBiProjectTest {
    private static final String MODEL = "Coins.SemanticModel/definition/";
    private static final String PAGES = "Coins.Report/definition/pages/";
    private static final String DUCKDB = "jdbc:duckdb:warehouse.duckdb";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {DUCKDB, "jdbc:postgresql://db:5432/caravan", "jdbc:redshift://cluster:5439/dev"})
    void aProjectObeysSchemasAndGrammar(String url) {
        new PowerBiFiles(files(url)).check();
    }

    /** Else the check above proves nothing. */
    @Test
    void whatBreaksASchemaIsSeen() {
        SortedMap<String, String> files = files(DUCKDB);
        Schemas schemas = new Schemas();

        assertThat(schemas.errors(files.get(PAGES + "dim_coin/page.json").replace("FitToPage", "FitToWall")))
                .isNotEmpty();
        assertThat(schemas.errors(
                        files.get(PAGES + "dim_coin/visuals/table/visual.json").replace("SourceRef", "Source")))
                .isNotEmpty();
        assertThat(schemas.errors(files.get("Coins.pbip").replace("path", "paths")))
                .isNotEmpty();
    }

    @Test
    void theSameStarGivesTheSameBytes() {
        assertThat(files(DUCKDB)).isEqualTo(files(DUCKDB));
    }

    @Test
    void aTableIsReadWithItsTypes() {
        assertThat(files("jdbc:postgresql://db:5432/caravan").get(MODEL + "tables/dim_coin.tmdl"))
                .isEqualTo(
                        """
                        /// Coins; a "coin" is <b>anything</b> | listed.
                        /// One row per coin.
                        table dim_coin
                        \tlineageTag: %s

                        \tmeasure Coins = COUNTROWS('dim_coin')
                        \t\tlineageTag: %s

                        \t/// Key.
                        \tcolumn coin_id
                        \t\tdataType: int64
                        \t\tisKey
                        \t\tformatString: 0
                        \t\tlineageTag: %s
                        \t\tsummarizeBy: none
                        \t\tsourceColumn: coin_id

                        \t\tannotation SummarizationSetBy = User

                        \t/// What #(lf) people say.
                        \tcolumn name
                        \t\tdataType: string
                        \t\tlineageTag: %s
                        \t\tsummarizeBy: none
                        \t\tsourceColumn: name

                        \t\tannotation SummarizationSetBy = User

                        \tpartition dim_coin = m
                        \t\tmode: import
                        \t\tsource =
                        \t\t\t\tlet
                        \t\t\t\t    Source = PostgreSQL.Database(Server, Database),
                        \t\t\t\t    Rows = Value.NativeQuery(Source, "select ""coin_id"", ""name"" from ""star"".""dim_coin\""", null, [EnableFolding = true]),
                        \t\t\t\t    Typed = Table.TransformColumnTypes(Rows, {
                        \t\t\t\t        {"coin_id", Int64.Type},
                        \t\t\t\t        {"name", type text}
                        \t\t\t\t    }, "en-US")
                        \t\t\t\tin
                        \t\t\t\t    Typed

                        \tannotation PBI_ResultType = Table
                        """
                                .formatted(
                                        Ids.of("table", "star.dim_coin"),
                                        Ids.of("table", "star.dim_coin", "Coins"),
                                        Ids.of("table", "star.dim_coin", "coin_id"),
                                        Ids.of("table", "star.dim_coin", "name")));
    }

    @Test
    void wideDecimalsComeAsDoubles() {
        assertThat(files(DUCKDB).get(MODEL + "tables/fct_quotes.tmdl"))
                .contains("cast(\"\"price\"\" as double precision) as \"\"price\"\"", "{\"price\", type number}");
    }

    @Test
    void measuresBecomeDax() {
        TmdlObject table = table("fct_quotes");

        assertThat(table.all("measure"))
                .extracting(measure -> measure.name + " = "
                        + measure.expression.replaceAll("\\s+", " ").strip())
                .containsExactly(
                        "Quotes = COUNTROWS('fct_quotes')",
                        "Mean price = AVERAGE('fct_quotes'[price])",
                        "Markets = DISTINCTCOUNTNOBLANK('fct_quotes'[market])",
                        "Spread, 'best' [%] = DIVIDE( MAX(fct_quotes[price]), MIN(fct_quotes[price]) )");
    }

    @Test
    void originsAreHidden() {
        assertThat(table("fct_quotes").all("column"))
                .filteredOn(column -> column.properties.containsKey("isHidden"))
                .extracting(column -> column.name)
                .containsExactly("batch_id", "part", "line");
    }

    @Test
    void theCalendarIsMarkedAndMonthsStandInTheirOrder() {
        TmdlObject calendar = table("dim_date");

        assertThat(calendar.properties).containsEntry("dataCategory", "Time");
        assertThat(calendar.all("column"))
                .filteredOn(column -> column.properties.containsKey("isKey"))
                .extracting(column -> column.name)
                .containsExactly("date_day");
        assertThat(calendar.all("column"))
                .filteredOn(column -> column.name.equals("month_name"))
                .extracting(column -> column.properties.get("sortByColumn"))
                .containsExactly("month_of_year");
    }

    @Test
    void aSecondWayBetweenTwoTablesRests() {
        List<TmdlObject> relationships = TmdlObject.read(files(DUCKDB).get(MODEL + "relationships.tmdl"));

        assertThat(relationships)
                .extracting(one -> one.properties.get("fromColumn") + " -> " + one.properties.get("toColumn")
                        + (one.properties.containsKey("isActive") ? " rests" : "")
                        + (one.properties.containsKey("toCardinality") ? " many" : ""))
                .containsExactly(
                        "fct_quotes.coin_id -> dim_coin.coin_id",
                        "fct_quotes.quoted_date -> dim_date.date_day",
                        "fct_quotes.seen_date -> dim_date.date_day rests",
                        "fct_trades.coin -> dim_coin.coin_id",
                        "fct_trades.coin_id -> fct_quotes.coin_id rests many");
    }

    @Test
    void pagesShowTheModelsThatHaveOneAndTheDictionary() {
        SortedMap<String, String> files = files(DUCKDB);

        assertThat(files.get(PAGES + "pages.json"))
                .containsIgnoringWhitespaces("\"pageOrder\": [\"dim_coin\", \"fct_quotes\", \"data-dictionary\"]");
        assertThat(Fields.of(files.get(PAGES + "dim_coin/visuals/table/visual.json")))
                .extracting(asked -> asked.kind() + " " + asked.table() + " " + asked.name())
                .containsExactly(
                        "column dim_coin coin_id",
                        "column dim_coin name",
                        "measure fct_quotes Quotes",
                        "measure fct_quotes Spread, 'best' [%]");
        assertThat(Fields.of(files.get(PAGES + "fct_quotes/visuals/slicer-1/visual.json")))
                .containsExactly(new Fields.Asked("column", "fct_quotes", "market"));
    }

    @Test
    void theDictionarySaysWhatEveryColumnMeans() {
        assertThat(files(DUCKDB).get(MODEL + "tables/Data dictionary.tmdl"))
                .contains(
                        "{1, \"dim_coin\", \"\", \"\", \"\", \"Coins; a \"\"coin\"\" is <b>anything</b> | listed.#(lf)One row per coin.\"}",
                        "{2, \"dim_coin\", \"coin_id\", \"bigint\", \"key\", \"Key.\"}",
                        "{3, \"dim_coin\", \"name\", \"varchar\", \"\", \"What #(#)(lf) people say.\"}");
    }

    @Test
    void noSecretIsInAnyFile() {
        SortedMap<String, String> files = files("jdbc:postgresql://me:hush@db:5432/caravan?password=hush");

        assertThat(String.join("\n", files.values())).contains("db:5432").doesNotContain("hush");
    }

    private TmdlObject table(String name) {
        return TmdlObject.read(files(DUCKDB).get(MODEL + "tables/" + name + ".tmdl"))
                .get(0);
    }

    private SortedMap<String, String> files(String url) {
        SmallProject project = new SmallProject(directory);
        Environment environment = Environment.load(project.project(), "test", Map.of(), Map.of("warehouse.url", url));
        Dialect dialect = Warehouses.dialect(environment);
        return new PowerBiProject("Coins", SmallStar.of(project), dialect, Address.of(environment, directory)).files();
    }
}
