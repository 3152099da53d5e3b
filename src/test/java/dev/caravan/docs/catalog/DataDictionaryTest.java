package dev.caravan.docs.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.compile.SmallProject;
import dev.caravan.docs.Json;
import dev.caravan.graph.NodeId;
import dev.caravan.sql.Column;
import dev.caravan.sql.Relation;
import dev.caravan.sql.SqlType;
import dev.caravan.warehouse.Catalog;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDictionaryTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final String UNIQUE = "test.caravan.unique_dim_coin_coin_id";

    @TempDir
    Path directory;

    private SmallProject project;

    @BeforeEach
    void start() {
        project = new SmallProject(directory)
                .file(
                        "models/staging/__sources.yml",
                        """
                        sources:
                          - name: raw
                            tables:
                              - {name: coins, description: Coins as told., external: {location: /api/tickers/}}
                        """)
                .file("models/staging/stg_coins.sql", "select 1 as coin_id from ${source('raw', 'coins')}\n")
                .file("models/star/dim_coin.sql", "<@config tags='hot' />select coin_id from ${ref('stg_coins')}\n")
                .file(
                        "models/star/dim_coin.yml",
                        """
                        models:
                          - name: dim_coin
                            description: Coins. One row per coin.
                            columns:
                              - {name: coin_id, description: "Coinlore's id.", data_tests: [unique, not_null]}
                              - {name: gone, description: No longer there.}
                        """)
                .file("models/star/fct_quotes.sql", "select coin_id, 1 as price from ${ref('dim_coin')}\n")
                .file(
                        "models/star/fct_quotes.yml",
                        """
                        models:
                          - name: fct_quotes
                            data_tests:
                              - unique_combination: {columns: [coin_id, price]}
                            columns:
                              - name: coin_id
                                data_tests:
                                  - relationships: {to: ref('dim_coin'), field: coin_id}
                        """)
                .file("models/tests/no_coin_is_lost.sql", "select 1 as id from ${ref('dim_coin')}\n");
    }

    @Test
    void nodesStandInTheOrderOfTheWayOfARow() {
        DataDictionary dictionary = DataDictionary.of(project.compile(), Observations.none());

        assertThat(dictionary.list().nodes())
                .extracting(node -> node.head().layer() + " " + node.head().name())
                .containsExactly(
                        "api /api/tickers/", "raw raw.coins", "staging stg_coins", "star dim_coin", "star fct_quotes");
    }

    @Test
    void whatWasSeenStandsBesideWhatTheFilesSay() {
        DataDictionary dictionary = DataDictionary.of(project.compile(), seen());

        NodeDetail coin = dictionary.find("model.caravan.dim_coin").orElseThrow();

        assertThat(coin.head())
                .isEqualTo(new NodeHead(
                        "model.caravan.dim_coin",
                        "dim_coin",
                        NodeKind.MODEL,
                        "star",
                        "models/star/dim_coin.sql",
                        "Coins. One row per coin.",
                        "view",
                        List.of("hot"),
                        OptionalLong.of(7_001),
                        Optional.of(NOON),
                        Optional.of("success")));
        assertThat(coin.relation()).contains("star.dim_coin");
        assertThat(coin.columns())
                .extracting(column -> column.name() + " " + column.type().orElse("-") + " "
                        + column.nullable().map(Object::toString).orElse("-") + " "
                        + column.key().orElse("-") + " " + column.description())
                .containsExactly(
                        "coin_id bigint false primary Coinlore's id.",
                        "name varchar true - ",
                        "gone - - - No longer there.");
        assertThat(coin.columns().get(0).tests())
                .extracting(test -> test.kind() + " " + test.status().orElse("-") + " " + test.failures())
                .containsExactly("not_null - OptionalLong.empty", "unique fail OptionalLong[3]");
        assertThat(coin.template()).contains("<@config tags='hot' />select coin_id from ${ref('stg_coins')}\n");
        assertThat(coin.sql().orElseThrow()).contains("\"stg_coins\"");
    }

    @Test
    void aNodeKnowsItsNeighboursAndTestsAreCountedNotListed() {
        DataDictionary dictionary = DataDictionary.of(project.compile(), seen());

        NodeDetail coin = dictionary.find("model.caravan.dim_coin").orElseThrow();
        NodeDetail raw = dictionary.find("source.caravan.raw.coins").orElseThrow();

        assertThat(coin.parents()).extracting(Neighbour::name).containsExactly("stg_coins");
        assertThat(coin.children()).extracting(Neighbour::name).containsExactly("fct_quotes");
        assertThat(coin.tests()).extracting(TestDetail::kind).containsExactly("singular");
        assertThat(raw.parents())
                .containsExactly(new Neighbour("endpoint.caravan.api_tickers", "/api/tickers/", NodeKind.ENDPOINT));
        assertThat(raw.freshness()).contains(new Freshness(NOON, "batch1"));
        assertThat(dictionary.list().nodes().get(3).tests()).isEqualTo(new TestCounts(0, 0, 1, 2));
    }

    @Test
    void aPartOfAKeyThatPointsElsewhereIsAForeignKey() {
        DataDictionary dictionary = DataDictionary.of(project.compile(), Observations.none());

        assertThat(dictionary.find("model.caravan.fct_quotes").orElseThrow().columns())
                .extracting(column -> column.key().orElse("-"))
                .containsExactly("foreign");
    }

    @Test
    void aTestIsFoundWithItsSqlAndAnUnknownIdIsNot() {
        DataDictionary dictionary = DataDictionary.of(project.compile(), seen());

        assertThat(dictionary.find(UNIQUE).orElseThrow().sql().orElseThrow()).contains("group by");
        assertThat(dictionary.find("model.caravan.nothing")).isEmpty();
    }

    @Test
    void theListIsTheJsonThatPagesRead() {
        DataDictionary dictionary = DataDictionary.of(project.compile(), seen());

        assertThat(new Json().text(dictionary.list().nodes().get(3)))
                .isEqualTo("{\"id\":\"model.caravan.dim_coin\",\"name\":\"dim_coin\",\"kind\":\"model\","
                        + "\"layer\":\"star\",\"path\":\"models/star/dim_coin.sql\","
                        + "\"description\":\"Coins. One row per coin.\",\"materialized\":\"view\",\"tags\":[\"hot\"],"
                        + "\"rows\":7001,\"freshAt\":\"2026-01-02T12:00:00Z\",\"status\":\"success\",\"columns\":3,"
                        + "\"tests\":{\"pass\":0,\"warn\":0,\"fail\":1,\"other\":2}}");
    }

    private static Observations seen() {
        Relation star = Relation.of("star", "dim_coin");
        Catalog catalog = Catalog.of(Map.of(
                star,
                new Catalog.Entry(
                        star,
                        Catalog.Kind.VIEW,
                        List.of(
                                new Column("coin_id", SqlType.of(SqlType.Kind.BIGINT), false),
                                Column.of("name", SqlType.varchar())))));
        return new Observations(
                catalog,
                new TreeMap<>(Map.of(star, 7_001L)),
                new TreeMap<>(Map.of(
                        NodeId.model("dim_coin"),
                        result("success", OptionalLong.empty()),
                        new NodeId(UNIQUE),
                        result("fail", OptionalLong.of(3)))),
                new TreeMap<>(Map.of("coins", new Freshness(NOON, "batch1"))));
    }

    private static LastResult result(String status, OptionalLong rows) {
        return new LastResult("run1", status, Optional.of(NOON), Optional.of(BigDecimal.ONE), rows, Optional.empty());
    }
}
