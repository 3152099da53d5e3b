package dev.caravan.docs.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.compile.Page;
import dev.caravan.compile.Relationship;
import dev.caravan.compile.SmallProject;
import dev.caravan.graph.NodeId;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.sql.Column;
import dev.caravan.sql.Relation;
import dev.caravan.sql.SqlType;
import dev.caravan.warehouse.Catalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StarTest {
    private static final NodeId DIM = NodeId.model("dim_coin");
    private static final NodeId FACT = NodeId.model("fct_quotes");

    @TempDir
    Path directory;

    private SmallProject project;

    @BeforeEach
    void start() {
        project = new SmallProject(directory);
        project.file("models/staging/stg_coins.sql", "select 1 as coin_id, 'BTC' as symbol");
        project.file("models/staging/stg_coins.yml", "models: [{name: stg_coins}]");
        project.file("models/star/dim_coin.sql", "select * from ${ref('stg_coins')}");
        project.file("models/star/fct_quotes.sql", "select 1 as coin_id, 2 as price");
        project.file("models/star/inner.sql", "<@config materialized='ephemeral' />select 1 as one");
        project.file("models/marts/coins.sql", "select * from ${ref('dim_coin')}");
        project.file(
                "models/star/star.yml",
                """
                models:
                  - name: dim_coin
                    description: Coins. One row per coin.
                    page: Coins
                    columns:
                      - name: coin_id
                        description: Key.
                        data_tests: [unique, not_null]
                      - name: symbol
                        data_tests:
                          - unique: {config: {where: coin_id > 0}}
                          - not_null: {config: {where: coin_id > 0}}
                  - name: fct_quotes
                    data_tests:
                      - unique_combination: {columns: [coin_id, price]}
                    columns:
                      - name: coin_id
                        description: The coin.
                        data_tests:
                          - relationships: {to: ref('dim_coin'), field: coin_id}
                          - relationships: {to: ref('stg_coins'), field: coin_id}
                """);
    }

    @Test
    void filesSayTablesKeysAndRelationships() {
        Star star = Star.declared(project.compile());

        assertThat(star.tables()).extracting(StarTable::name).containsExactly("dim_coin", "fct_quotes", "coins");
        assertThat(star.table(DIM))
                .isEqualTo(new StarTable(
                        DIM,
                        "dim_coin",
                        Relation.of("star", "dim_coin"),
                        "Coins. One row per coin.",
                        List.of(
                                new StarColumn("coin_id", "Key.", Optional.empty(), true),
                                new StarColumn("symbol", "", Optional.empty(), false)),
                        List.of(List.of("coin_id")),
                        List.of(),
                        Optional.of(new Page("Coins", List.of(), new Place("models/star/star.yml", 4)))));
        assertThat(star.table(FACT).keys()).containsExactly(List.of("coin_id", "price"));
        assertThat(star.relationships()).containsExactly(new Relationship(FACT, "coin_id", DIM, "coin_id"));
    }

    @Test
    void theCatalogSaysColumnsAndTypes() {
        Star star = Star.of(project.compile(), catalog("dim_coin", "fct_quotes", "coins"));

        assertThat(star.table(FACT).columns())
                .containsExactly(
                        new StarColumn("price", "", Optional.of(SqlType.decimal(38, 20)), false),
                        new StarColumn("coin_id", "The coin.", Optional.of(SqlType.of(SqlType.Kind.BIGINT)), false),
                        new StarColumn("symbol", "", Optional.of(SqlType.varchar()), false));
    }

    @Test
    void aKeyIsOneColumnThatIsUniqueAndNeverNull() {
        Star star = Star.declared(project.compile());

        assertThat(star.table(DIM).isKey("coin_id")).isTrue();
        assertThat(star.table(DIM).isKey("symbol")).isFalse();
        assertThat(star.table(FACT).isKey("coin_id")).isFalse();
        assertThat(star.table(FACT).isPartOfKey("coin_id")).isTrue();
        assertThat(star.isRelated(FACT, "coin_id")).isTrue();
        assertThat(star.isRelated(FACT, "price")).isFalse();
    }

    @Test
    void tablesThatTheWarehouseLacksAreToldTogether() {
        assertThatThrownBy(() -> Star.of(project.compile(), catalog("dim_coin")))
                .isInstanceOf(CaravanException.class)
                .hasMessage(
                        """
                        warehouse: there is no table star.fct_quotes, marts.coins
                            Run caravan run --env test first: it makes and fills them.""");
    }

    @Test
    void measuresThatDoNotFitTheirColumnsAreTold() {
        project.file(
                "models/marts/coins.yml",
                """
                models:
                  - name: coins
                    measures:
                      - name: Sum of symbols
                        agg: sum
                        column: symbol
                      - name: Highest rank
                        agg: max
                        column: coin_rank
                      - name: Dearest
                        agg: max
                        column: symbol
                """);

        assertThatThrownBy(() -> Star.of(project.compile(), catalog("dim_coin", "fct_quotes", "coins")))
                .isInstanceOf(CaravanException.class)
                .hasMessage(
                        """
                        models/marts/coins.yml:4: measure "Sum of symbols" adds symbol, which is varchar
                            Take count, count_distinct, min or max.
                        models/marts/coins.yml:7: marts.coins has no column "coin_rank"
                            There are price, coin_id, symbol.""");
    }

    private static Catalog catalog(String... names) {
        Map<Relation, Catalog.Entry> entries = new java.util.TreeMap<>();
        for (String name : names) {
            Relation relation = Relation.of(name.equals("coins") ? "marts" : "star", name);
            entries.put(
                    relation,
                    new Catalog.Entry(
                            relation,
                            Catalog.Kind.TABLE,
                            List.of(
                                    Column.of("price", SqlType.decimal(38, 20)),
                                    Column.of("coin_id", SqlType.of(SqlType.Kind.BIGINT)),
                                    Column.of("symbol", SqlType.varchar()))));
        }
        return Catalog.of(entries);
    }
}
