package dev.caravan.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * raw.coins → stg_coins → dim_coin → movers, and stg_coins → fct_quotes → movers; a test of dim_coin, one of fct_quotes and
 * dim_coin, and one of the source.
 */
class SelectorTest {
    private final Selectables nodes = nodes();

    @Test
    void nothingGivenSelectsEveryNode() {
        assertThat(select(List.of(), List.of()))
                .containsExactly(
                        "model.caravan.dim_coin",
                        "model.caravan.fct_quotes",
                        "model.caravan.movers",
                        "model.caravan.stg_coins",
                        "source.caravan.raw.coins",
                        "test.caravan.coins_are_new",
                        "test.caravan.quotes_have_coins",
                        "test.caravan.unique_dim_coin");
    }

    @Test
    void aNameSelectsTheNodeWithTheTestsThatReadIt() {
        assertThat(select("dim_coin")).containsExactly("dim_coin", "quotes_have_coins", "unique_dim_coin");
    }

    @Test
    void aTestIsSelectedByItsNameAlone() {
        assertThat(select("quotes_have_coins")).containsExactly("quotes_have_coins");
    }

    @ParameterizedTest
    @MethodSource("dev.caravan.HostileNames#all")
    void whatNamesNothingIsRefused(String text) {
        assertThatThrownBy(() -> select(text))
                .isInstanceOf(CaravanException.class)
                .hasMessageMatching("(?s)--select .*(names no node|is no selector|is no method of selecting).*");
    }

    @Test
    void aPlusBeforeAddsEverythingBefore() {
        assertThat(select("+dim_coin"))
                .containsExactly(
                        "dim_coin", "stg_coins", "raw.coins", "coins_are_new", "quotes_have_coins", "unique_dim_coin");
    }

    @Test
    void aPlusBehindAddsEverythingAfter() {
        assertThat(select("dim_coin+")).containsExactly("dim_coin", "movers", "quotes_have_coins", "unique_dim_coin");
    }

    @Test
    void aNumberAtThePlusLimitsHowFar() {
        assertThat(select("1+movers"))
                .containsExactly("dim_coin", "fct_quotes", "movers", "quotes_have_coins", "unique_dim_coin");
        assertThat(select("stg_coins+1"))
                .containsExactly("dim_coin", "fct_quotes", "stg_coins", "quotes_have_coins", "unique_dim_coin");
        assertThat(select("1+stg_coins+1")).contains("raw.coins", "dim_coin").doesNotContain("movers");
        assertThat(select("stg_coins+99999999999")).contains("movers");
    }

    @Test
    void anAtAddsWhatComesAfterAndAllThatNeeds() {
        assertThat(select("@fct_quotes"))
                .containsExactly(
                        "dim_coin",
                        "fct_quotes",
                        "movers",
                        "stg_coins",
                        "raw.coins",
                        "coins_are_new",
                        "quotes_have_coins",
                        "unique_dim_coin");
        assertThat(select("@fct_quotes,resource_type:model"))
                .containsExactly(
                        "dim_coin", "fct_quotes", "movers", "stg_coins", "quotes_have_coins", "unique_dim_coin");
    }

    @Test
    void aStarInANameStandsForLetters() {
        assertThat(select("*_coin?")).containsExactly("stg_coins", "quotes_have_coins");
        assertThat(select("dim_*")).contains("dim_coin");
    }

    @Test
    void aFolderSelectsWhatLiesInIt() {
        assertThat(select("star")).contains("dim_coin", "fct_quotes").doesNotContain("movers", "stg_coins");
        assertThat(select("star.dim_coin")).contains("dim_coin").doesNotContain("fct_quotes");
        assertThat(select("star.*")).contains("dim_coin", "fct_quotes").doesNotContain("movers");
    }

    @Test
    void aPathSelectsWhatLiesBelowIt() {
        assertThat(select("path:models/marts")).containsExactly("movers");
        assertThat(select("models/marts")).containsExactly("movers");
        assertThat(select("models/marts/")).containsExactly("movers");
        assertThat(select("models/marts/movers.sql")).containsExactly("movers");
        assertThat(select("path:models/**/mov*.sql")).containsExactly("movers");
        assertThat(select("models/star/dim_coin.yml")).containsExactly("unique_dim_coin");
    }

    @Test
    void aTagSelectsWhatCarriesIt() {
        assertThat(select("tag:daily")).containsExactly("fct_quotes", "movers", "quotes_have_coins");
        assertThat(select("tag:da*,movers")).containsExactly("movers");
    }

    @Test
    void aSourceIsSelectedByItsMethodAlone() {
        assertThat(select("source:raw.coins")).containsExactly("raw.coins", "coins_are_new");
        assertThat(select("source:raw")).containsExactly("raw.coins", "coins_are_new");
        assertThat(select("source:raw+")).contains("movers");
        assertThatThrownBy(() -> select("raw.coins"))
                .hasMessage("--select raw.coins: names no node\n    \"caravan ls\" lists what can be named.");
    }

    @Test
    void aTypeOfResourceTestOrMaterializationSelects() {
        assertThat(select("resource_type:test"))
                .containsExactly("coins_are_new", "quotes_have_coins", "unique_dim_coin");
        assertThat(select("test_type:singular")).containsExactly("quotes_have_coins");
        assertThat(select("test_type:generic")).containsExactly("coins_are_new", "unique_dim_coin");
        assertThat(select("config.materialized:view,resource_type:model")).containsExactly("movers", "stg_coins");
    }

    @Test
    void aSpaceUnites() {
        assertThat(select("movers stg_coins")).containsExactly("movers", "stg_coins");
        assertThat(select(List.of("movers", "stg_coins"), List.of()))
                .containsExactly("model.caravan.movers", "model.caravan.stg_coins");
    }

    @Test
    void aCommaIntersects() {
        assertThat(select("stg_coins+,tag:daily,resource_type:model"))
                .containsExactly("fct_quotes", "movers", "quotes_have_coins");
        assertThat(select("movers,stg_coins")).isEmpty();
    }

    @Test
    void whatIsExcludedIsLeftOutWithItsTests() {
        assertThat(select(List.of("models/star"), List.of("dim_coin"))).containsExactly("model.caravan.fct_quotes");
        assertThat(select(List.of(), List.of("stg_coins+", "source:raw"))).isEmpty();
    }

    @Test
    void anUnknownNameIsToldWithTheNearest() {
        assertThatThrownBy(() -> select("+dim_coins"))
                .isInstanceOf(CaravanException.class)
                .hasMessage("--select +dim_coins: names no node\n    Did you mean \"dim_coin\"?");
        assertThatThrownBy(() -> select(List.of(), List.of("tag:dayly")))
                .hasMessage("--exclude tag:dayly: names no node\n    Did you mean \"daily\"?");
        assertThatThrownBy(() -> select("nothing_like_it"))
                .hasMessage("--select nothing_like_it: names no node\n    \"caravan ls\" lists what can be named.");
    }

    @Test
    void anUnknownMethodIsToldWithTheNearest() {
        assertThatThrownBy(() -> select("tags:daily"))
                .hasMessage("--select tags:daily: \"tags\" is no method of selecting\n    Did you mean \"tag\"?");
        assertThatThrownBy(() -> select("owner:me"))
                .hasMessage("--select owner:me: \"owner\" is no method of selecting\n"
                        + "    There are config.materialized, name, path, resource_type, source, tag, test_type.");
    }

    @Test
    void whatIsNoSelectorIsTold() {
        for (String text : List.of("dim_coin,", ",dim_coin", "+", "@+dim_coin", "tag:")) {
            assertThatThrownBy(() -> select(text))
                    .hasMessage("--select " + text + ": is no selector\n    Name nodes as in dim_coin, +dim_coin,"
                            + " dim_coin+, 2+dim_coin+1, @dim_coin, tag:daily or models/star.");
        }
    }

    private List<String> select(String text) {
        return select(List.of(text), List.of()).stream()
                .map(id -> id.replaceFirst("^[a-z]+\\.caravan\\.", ""))
                .toList();
    }

    private List<String> select(List<String> select, List<String> exclude) {
        return Selector.parse(select, exclude).select(nodes).stream()
                .map(NodeId::value)
                .toList();
    }

    private static Selectables nodes() {
        Selectable source = new Selectable(
                NodeId.source("raw", "coins"),
                "raw.coins",
                "source",
                "models/staging/__sources.yml",
                List.of("raw"),
                new TreeSet<>(),
                "",
                "");
        List<Selectable> all = List.of(
                source,
                model("stg_coins", "staging", "view"),
                model("dim_coin", "star", "table"),
                model("fct_quotes", "star", "incremental", "daily"),
                model("movers", "marts", "view", "daily", "small"),
                test("unique_dim_coin", "models/star/dim_coin.yml", "generic"),
                test("coins_are_new", "models/staging/__sources.yml", "generic"),
                test("quotes_have_coins", "models/tests/quotes_have_coins.sql", "singular"));
        Map<NodeId, List<NodeId>> parents = Map.of(
                NodeId.model("stg_coins"), List.of(source.id()),
                NodeId.model("dim_coin"), List.of(NodeId.model("stg_coins")),
                NodeId.model("fct_quotes"), List.of(NodeId.model("stg_coins")),
                NodeId.model("movers"), List.of(NodeId.model("dim_coin"), NodeId.model("fct_quotes")),
                NodeId.test("unique_dim_coin"), List.of(NodeId.model("dim_coin")),
                NodeId.test("coins_are_new"), List.of(source.id()),
                NodeId.test("quotes_have_coins"), List.of(NodeId.model("dim_coin"), NodeId.model("fct_quotes")));
        return new Selectables(Graph.of(parents), all);
    }

    private static Selectable model(String name, String folder, String materialized, String... tags) {
        return new Selectable(
                NodeId.model(name),
                name,
                "model",
                "models/" + folder + "/" + name + ".sql",
                List.of(folder),
                new TreeSet<>(Arrays.asList(tags)),
                materialized,
                "");
    }

    private static Selectable test(String name, String path, String kind) {
        return new Selectable(NodeId.test(name), name, "test", path, List.of(), new TreeSet<>(), "", kind);
    }
}
