package dev.caravan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.compile.Manifest;
import dev.caravan.compile.SmallProject;
import dev.caravan.graph.NodeId;
import dev.caravan.run.Readers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code coins} and {@code markets} are polled, and run 5 has run everything. */
class CurrentNodesTest {
    private static final Map<String, String> LOADED_BEFORE = Map.of("coins", "run4", "markets", "run5");

    @TempDir
    Path directory;

    private SmallProject project;

    @BeforeEach
    void makeProject() {
        project = new SmallProject(directory);
        project.file(
                "models/staging/__sources.yml",
                """
                sources:
                    - {name: raw, tables: [{name: coins}, {name: markets}]}
                    - {name: crm, tables: [{name: coins}]}
                """);
        project.file("models/staging/stg_coins.sql", "select id from ${source('raw', 'coins')}");
        project.file("models/staging/stg_markets.sql", "select id from ${source('raw', 'markets')}");
        project.file("models/star/coins.sql", table("select id from ${ref('stg_coins')}"));
        project.file(
                "models/star/quotes.sql",
                "<@config materialized='incremental' unique_key=['id'] strategy='merge'/>"
                        + "select id from ${ref('stg_markets')}");
        project.file("models/star/quotes.yml", "models: [{name: quotes, columns: [{name: id, data_tests: [unique]}]}]");
        project.file("models/marts/movers.sql", "select id from ${ref('coins')}");
        project.file("models/marts/spread.sql", "select id from ${ref('quotes')}");
    }

    @Test
    void nothingIsToDoWhereNothingChanged() {
        assertThat(left(allGood(), LOADED_BEFORE)).isEmpty();
    }

    @Test
    void whatReadsALoadedTableIsToDoAndItsViewsStay() {
        assertThat(left(allGood(), Map.of("coins", "run4", "markets", "run6")))
                .containsExactly("quotes", "unique_quotes_id");
    }

    /** The view was made on the table that the new one takes the place of. */
    @Test
    void aViewOfATableThatIsSwappedIsToDo() {
        assertThat(left(allGood(), Map.of("coins", "run6", "markets", "run5"))).containsExactly("coins", "movers");
    }

    @Test
    void whatWasBuiltAfterTheLoadThatAnotherRunMadeIsCurrent() {
        Map<NodeId, LastResult> last = allGood();
        last.put(NodeId.model("quotes"), good("quotes", "run7"));
        last.put(NodeId.test("unique_quotes_id"), good("unique_quotes_id", "run7"));

        assertThat(left(last, Map.of("coins", "run4", "markets", "run6"))).isEmpty();
    }

    @Test
    void whatReadsAModelThatWasBuiltSinceIsToDo() {
        Map<NodeId, LastResult> last = allGood();
        last.put(NodeId.model("quotes"), good("quotes", "run7"));

        assertThat(left(last, LOADED_BEFORE)).containsExactly("unique_quotes_id");
    }

    @Test
    void whatFailedOrNeverRanIsToDoAndAllThatReadsIt() {
        Map<NodeId, LastResult> last = allGood();
        last.put(NodeId.model("coins"), new LastResult("run5", false, Optional.empty()));
        last.remove(NodeId.model("stg_markets"));

        assertThat(left(last, LOADED_BEFORE))
                .containsExactly("coins", "movers", "quotes", "stg_markets", "unique_quotes_id");
    }

    @Test
    void whatIsWrittenOrConfiguredOtherwiseIsToDo() {
        Map<NodeId, LastResult> last = allGood();
        project.file("models/marts/movers.sql", "select id + 1 as id from ${ref('coins')}");
        project.file("models/marts/spread.sql", "<@config grants={'select': ['bi']}/>select id from ${ref('quotes')}");

        assertThat(left(last, LOADED_BEFORE)).containsExactly("movers", "spread");
    }

    @Test
    void otherReadersMeanOtherGrants() {
        Map<NodeId, LastResult> last = allGood();

        assertThat(left(last, LOADED_BEFORE, new Readers(List.of("bi"), List.of("marts"))))
                .containsExactly("movers", "spread");
    }

    @Test
    void aTableThatNoLoadFillsMayHaveChangedAtAnyTime() {
        project.file("models/star/customers.sql", table("select id from ${source('crm', 'coins')}"));
        project.file("models/star/small.sql", "<@config materialized='ephemeral'/>select id from ${ref('customers')}");
        project.file("models/marts/calls.sql", "select id from ${ref('small')}");

        assertThat(left(allGood(), LOADED_BEFORE)).containsExactly("calls", "customers");
    }

    /** Whatever is loaded stands in the ledger. */
    @Test
    void whatAsksTheLedgerWhichRowsAreNewHasNothingNewToReadByThat() {
        project.file("models/staging/crm.sql", "select id from ${source('crm', 'coins')}");
        project.file(
                "models/star/some.sql",
                table("select id from ${ref('stg_coins')} where id in (${id_set('select id from ' + ref('crm'))})"));
        project.file(
                "models/star/more.sql",
                table("select id from ${ref('stg_coins')} union all select id from ${ref('crm')}"));

        assertThat(left(allGood(), LOADED_BEFORE)).containsExactly("more");
    }

    @Test
    void aModelThatReadsNothingIsCurrent() {
        project.file("models/star/days.sql", table("select 1 as id"));

        assertThat(left(allGood(), LOADED_BEFORE)).isEmpty();
    }

    private static String table(String select) {
        return "<@config materialized='table'/>" + select;
    }

    private Map<NodeId, LastResult> allGood() {
        Map<NodeId, LastResult> last = new HashMap<>();
        project.compile().nodes().forEach((id, node) -> Fingerprint.of(node, Readers.none())
                .ifPresent(print -> last.put(id, new LastResult("run5", true, Optional.of(print)))));
        return last;
    }

    private LastResult good(String name, String runId) {
        Optional<String> fingerprint = project.compile().nodes().values().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .flatMap(node -> Fingerprint.of(node, Readers.none()));
        return new LastResult(runId, true, fingerprint);
    }

    private List<String> left(Map<NodeId, LastResult> last, Map<String, String> loads) {
        return left(last, loads, Readers.none());
    }

    /** Names of the models and tests that are not current. */
    private List<String> left(Map<NodeId, LastResult> last, Map<String, String> loads, Readers readers) {
        Manifest manifest = project.compile();
        Set<NodeId> current = CurrentNodes.of(manifest, last, loads, readers);
        return manifest.nodes().values().stream()
                .filter(node -> Fingerprint.of(node, readers).isPresent() && !current.contains(node.id()))
                .map(node -> node.name())
                .filter(name -> !name.equals("small"))
                .sorted()
                .toList();
    }
}
