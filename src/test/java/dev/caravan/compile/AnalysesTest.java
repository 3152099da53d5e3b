package dev.caravan.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.compile.Analysis.Sorting;
import dev.caravan.graph.NodeId;
import dev.caravan.project.CaravanException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Selects below {@code analyses/}: compiled, never built, with values bound where their parameters stand. */
class AnalysesTest {
    @TempDir
    Path directory;

    private SmallProject project;

    @BeforeEach
    void writeModel() {
        project = new SmallProject(directory).file("models/star/dim_coin.sql", "select 1 as coin_id, 'BTC' as symbol");
    }

    @Test
    void aParameterIsAPlaceForAValueAndNeverText() {
        project.file(
                "analyses/market/coin.sql",
                """
                <@config order_by=["symbol", "coin_id desc"] tags="daily" />
                <#assign symbol = param("symbol", "text")>

                select * from ${ref("dim_coin")}
                where
                    coin_id < ${param("most", "integer", 5)}
                    and (symbol = ${symbol} or symbol = ${symbol} || '?')
                """);

        Analysis coin = analysis("coin");

        assertThat(coin.sql())
                .isEqualTo(
                        """
                        select * from "star"."dim_coin"
                        where
                            coin_id < cast(/* most */ ? as bigint)
                            and (symbol = cast(/* symbol */ ? as varchar) or symbol = cast(/* symbol */ ? as varchar) || '?')
                        """);
        assertThat(coin.bindings()).containsExactly("most", "symbol", "symbol");
        assertThat(coin.parameters())
                .containsExactly(
                        new Parameter("symbol", ParameterType.TEXT, Optional.empty(), ""),
                        new Parameter("most", ParameterType.INTEGER, Optional.of("5"), ""));
        assertThat(coin.orderBy()).containsExactly(new Sorting("symbol", false), new Sorting("coin_id", true));
        assertThat(coin.dependsOn()).containsExactly(NodeId.model("dim_coin"));
    }

    @Test
    void aPropertiesFileDescribesTheAnalysisItsColumnsAndParameters() {
        project.file("analyses/coin.sql", "select ${param(\"symbol\", \"text\")} as symbol")
                .file(
                        "analyses/coin.yml",
                        """
                        analyses:
                          - name: coin
                            description: One coin.
                            parameters:
                              - name: symbol
                                description: Its short name.
                            columns:
                              - name: symbol
                                description: What was given.
                        """);

        Analysis coin = analysis("coin");

        assertThat(coin.description()).isEqualTo("One coin.");
        assertThat(coin.parameters())
                .containsExactly(new Parameter("symbol", ParameterType.TEXT, Optional.empty(), "Its short name."));
        assertThat(coin.columns()).containsExactly(new ColumnProperties("symbol", "What was given."));
    }

    @Test
    void anAnalysisIsANodeThatSelectorsKnow() {
        project.file("analyses/market/coin.sql", "<@config tags=\"daily\" />\nselect * from ${ref(\"dim_coin\")}");
        NodeId coin = NodeId.analysis("coin");

        Manifest manifest = project.compile();

        assertThat(coin.value()).isEqualTo("analysis.caravan.coin");
        assertThat(manifest.select(List.of("resource_type:analysis"), List.of()))
                .containsExactly(coin);
        assertThat(manifest.select(List.of("analyses/market"), List.of())).containsExactly(coin);
        assertThat(manifest.select(List.of("tag:daily"), List.of())).containsExactly(coin);
        assertThat(manifest.select(List.of("dim_coin+"), List.of())).contains(coin, NodeId.model("dim_coin"));
    }

    @Test
    void theManifestAndTheCompiledSelectAreWritten() throws Exception {
        project.file("analyses/market/coin.sql", "select ${param(\"top\", \"integer\", 3)} as top");

        new ManifestWriter(project.project()).write(project.compile());

        Path target = project.project().target();
        assertThat(Files.readString(target.resolve("compiled/analyses/market/coin.sql")))
                .isEqualTo("select cast(/* top */ ? as bigint) as top\n");
        assertThat(Files.readString(target.resolve("manifest.json")))
                .contains(
                        "\"analysis.caravan.coin\" : {\n      \"unique_id\" : \"analysis.caravan.coin\",\n"
                                + "      \"resource_type\" : \"analysis\"",
                        "\"original_file_path\" : \"analyses/market/coin.sql\"",
                        "\"fqn\" : [ \"caravan\", \"market\", \"coin\" ]",
                        "\"type\" : \"integer\"",
                        "\"default\" : \"3\"");
    }

    @Test
    void everyWrongParameterIsToldWithItsLine() {
        project.file(
                        "analyses/wrong.sql",
                        """
                        select
                            ${param("a", "txt")} as a,
                            ${param("b", "integer")} as b,
                            ${param("b", "text")} as c,
                            ${param("d", "timestamp", "tomorrow")} as d,
                            ${param("E", "text")} as e
                        """)
                .file("models/star/dim_other.sql", "select ${param(\"x\", \"text\")} as x");

        assertThatThrownBy(project::compile)
                .isInstanceOf(CaravanException.class)
                .hasMessage(
                        """
                        analyses/wrong.sql:2: param("a") has the unknown type "txt"
                            Did you mean "text"?
                        analyses/wrong.sql:4: param("b") is a text here and a integer before
                            Give it one type everywhere.
                        analyses/wrong.sql:5: param("d") has the default "tomorrow"
                            Give a time in UTC such as 2026-01-31T07:00:00Z, or "" for none.
                        analyses/wrong.sql:6: param("E") is no name of a parameter
                            Use lower-case letters, digits and underscores.
                        models/star/dim_other.sql:1: param("x") stands outside of an analysis
                            A model is built with no one there to give it values: use var, or move the select to analyses/.""");
    }

    @Test
    void aParameterInQuotesOrACommentIsTold() {
        project.file("analyses/quoted.sql", "select '${param(\"a\", \"text\")}' as a -- ${param(\"a\", \"text\")}\n")
                .file("analyses/asked.sql", "select a ? 'b' from x");

        assertThatThrownBy(project::compile)
                .hasMessage(
                        """
                        analyses/asked.sql: has a question mark outside of a text
                            Values are bound by ${param("name", "type")}.
                        analyses/quoted.sql: has a parameter inside of quotes or of a comment
                            A parameter is a value of its own: write it without quotes, such as symbol = ${param("symbol", "text")}.""");
    }

    @Test
    void whatPropertiesDescribeMustBeThere() {
        project.file("analyses/coin.sql", "select ${param(\"symbol\", \"text\")} as symbol")
                .file(
                        "analyses/coin.yml",
                        """
                        analyses:
                          - name: coin
                            parameters:
                              - name: symbl
                          - name: coins
                        """);

        assertThatThrownBy(project::compile)
                .hasMessage(
                        """
                        analyses/coin.yml:4: analysis "coin" has no parameter "symbl"
                            Did you mean "symbol"?
                        analyses/coin.yml:5: there is no analysis "coins"
                            Did you mean "coin"?""");
    }

    private Analysis analysis(String name) {
        return project.compile().analysis(name).orElseThrow();
    }
}
