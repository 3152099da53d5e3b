package dev.caravan.docs.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.compile.SmallProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageTest {
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
                              - {name: coins, external: {location: /api/tickers/}}
                              - {name: ledger}
                        """)
                .file("models/staging/stg_coins.sql", "select 1 as id from ${source('raw', 'coins')}")
                .file("models/star/dim_coin.sql", "select id from ${ref('stg_coins')}")
                .file("models/star/bridge_coin.sql", "select id from ${ref('dim_coin')}")
                .file("models/marts/movers.sql", "select id from ${ref('dim_coin')}, ${source('raw', 'ledger')}")
                .file(
                        "models/star/dim_coin.yml",
                        "models: [{name: dim_coin, columns: [{name: id, data_tests: [unique]}]}]");
    }

    @Test
    void rowsComeFromEndpointsAndTestsAreNoNodes() {
        Lineage lineage = Lineage.of(project.compile());

        assertThat(lineage.edges())
                .containsExactly(
                        new LineageEdge("endpoint.caravan.api_tickers", "source.caravan.raw.coins"),
                        new LineageEdge("model.caravan.dim_coin", "model.caravan.bridge_coin"),
                        new LineageEdge("model.caravan.dim_coin", "model.caravan.movers"),
                        new LineageEdge("model.caravan.stg_coins", "model.caravan.dim_coin"),
                        new LineageEdge("source.caravan.raw.coins", "model.caravan.stg_coins"),
                        new LineageEdge("source.caravan.raw.ledger", "model.caravan.movers"));
    }

    @Test
    void layersStandSideBySideAndEachNodeRightOfWhatItReads() {
        Lineage lineage = Lineage.of(project.compile());

        assertThat(lineage.nodes())
                .extracting(node -> node.rank() + "." + node.order() + " " + node.layer() + " " + node.name())
                .containsExactlyInAnyOrder(
                        "0.0 api /api/tickers/",
                        place(lineage, "raw.coins") + " raw raw.coins",
                        place(lineage, "raw.ledger") + " raw raw.ledger",
                        "2.0 staging stg_coins",
                        "3.0 star dim_coin",
                        "4.0 star bridge_coin",
                        "5.0 marts movers");
        assertThat(List.of(place(lineage, "raw.coins"), place(lineage, "raw.ledger")))
                .containsExactlyInAnyOrder("1.0", "1.1");
    }

    @Test
    void nodesDoNotOverlapAndLieWithinTheGraph() {
        Lineage lineage = LayeredLayout.of(LargeLineage.of(300, 450));

        assertThat(lineage.nodes())
                .allMatch(node -> node.x() >= 0
                        && node.y() >= 0
                        && node.x() + node.width() <= lineage.width()
                        && node.y() + node.height() <= lineage.height());
        for (LineageNode one : lineage.nodes()) {
            assertThat(lineage.nodes())
                    .noneMatch(other -> other.rank() == one.rank()
                            && other.order() > one.order()
                            && other.y() < one.y() + one.height());
        }
    }

    @Test
    void theSameGraphIsLaidOutTheSame() {
        LineageGraph graph = LargeLineage.of(200, 300);

        assertThat(LayeredLayout.of(graph)).isEqualTo(LayeredLayout.of(graph));
    }

    @Test
    void aLayerOfTheProjectsOwnStandsAfterWhatItReads() {
        project.file("models/extra/odd.sql", "select id from ${ref('stg_coins')}");

        Lineage lineage = Lineage.of(project.compile());

        assertThat(node(lineage, "odd").layer()).isEqualTo("extra");
        assertThat(node(lineage, "odd").rank()).isEqualTo(3);
    }

    @Test
    void resultsColourTheSamePicture() {
        Lineage lineage = Lineage.of(project.compile());

        Lineage coloured = lineage.withStatus(Map.of("model.caravan.dim_coin", "error"));

        assertThat(node(coloured, "dim_coin").status()).isEqualTo(Optional.of("error"));
        assertThat(node(coloured, "movers").status()).isEmpty();
        assertThat(coloured.withStatus(Map.of())).isEqualTo(lineage);
    }

    private static LineageNode node(Lineage lineage, String name) {
        return lineage.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String place(Lineage lineage, String name) {
        return node(lineage, name).rank() + "." + node(lineage, name).order();
    }
}
