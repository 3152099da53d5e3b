package dev.caravan.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GraphTest {

    @Test
    void everyNodeComesAfterWhatItDependsOn() {
        Graph graph = graph("fct: dim stg", "dim: stg", "stg: raw", "mart: fct dim");

        List<NodeId> order = graph.order();

        assertThat(order).containsExactlyElementsOf(ids("raw", "stg", "dim", "fct", "mart"));
    }

    @Test
    void ofNodesThatCouldStandNextTheLowestIdDoes() {
        Graph graph = graph("z:", "b: z", "a: z", "c: a");

        List<NodeId> order = graph.order();

        assertThat(order).containsExactlyElementsOf(ids("z", "a", "b", "c"));
    }

    @Test
    void theOrderDoesNotDependOnHowTheNodesWereGiven() {
        Map<NodeId, List<NodeId>> parents = new HashMap<>();
        SortedMap<NodeId, List<NodeId>> backwards = new TreeMap<>(java.util.Comparator.reverseOrder());
        IntStream.range(0, 100).forEach(i -> parents.put(NodeId.model("m" + i), ids("m" + i / 2, "m" + i / 3)));
        parents.put(NodeId.model("m0"), List.of());
        parents.put(NodeId.model("m1"), ids("m0"));
        backwards.putAll(parents);

        assertThat(Graph.of(parents).order())
                .hasSize(100)
                .isEqualTo(Graph.of(backwards).order());
    }

    @Test
    void aNodeThatIsOnlyAParentIsANode() {
        Graph graph = graph("child: parent");

        assertThat(graph.nodes()).containsExactlyElementsOf(ids("child", "parent"));
        assertThat(graph.children(NodeId.model("parent"))).containsExactlyElementsOf(ids("child"));
    }

    @Test
    void anUnknownNodeHasNoNeighbours() {
        Graph graph = graph("a:");

        assertThat(graph.parents(NodeId.model("b"))).isEmpty();
        assertThat(graph.descendants(NodeId.model("b"))).isEmpty();
    }

    @Test
    void ancestorsAndDescendantsAreFollowedAsFarAsAsked() {
        Graph graph = graph("b: a", "c: b", "d: c");

        assertThat(graph.ancestors(NodeId.model("d"))).containsExactlyElementsOf(ids("a", "b", "c"));
        assertThat(graph.ancestors(NodeId.model("d"), 2)).containsExactlyElementsOf(ids("b", "c"));
        assertThat(graph.descendants(NodeId.model("a"))).containsExactlyElementsOf(ids("b", "c", "d"));
        assertThat(graph.descendants(NodeId.model("a"), 1)).containsExactlyElementsOf(ids("b"));
        assertThat(graph.descendants(NodeId.model("a"), 0)).isEmpty();
    }

    @Test
    void aGraphWithoutACycleHasNone() {
        assertThat(graph("b: a", "c: a b").cycles()).isEmpty();
    }

    @Test
    void reportsTheWholeCycle() {
        Graph graph = graph("a: b", "b: c", "c: a", "outside: a", "source:", "c2: source");

        assertThat(graph.cycles()).containsExactly(ids("a", "b", "c", "a"));
    }

    @Test
    void aNodeThatDependsOnItselfIsACycle() {
        assertThat(graph("a: a").cycles()).containsExactly(ids("a", "a"));
    }

    @Test
    void reportsCyclesThatShareNothingEach() {
        assertThat(graph("a: b", "b: a", "x: y", "y: x z", "z: b").cycles())
                .containsExactly(ids("a", "b", "a"), ids("x", "y", "x"));
    }

    @Test
    void ofTwoWaysRoundTheShorterIsReported() {
        assertThat(graph("a: b c", "b: d", "c: a", "d: a").cycles()).containsExactly(ids("a", "c", "a"));
    }

    @Test
    void aGraphWithACycleHasNoOrder() {
        assertThatThrownBy(() -> graph("a: b", "b: a").order())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the graph has cycles: [[model.caravan.a, model.caravan.b, model.caravan.a]]");
    }

    @Test
    void aLongChainIsFollowedToItsEnd() {
        Map<NodeId, List<NodeId>> parents = new HashMap<>();
        IntStream.range(1, 20_000).forEach(i -> parents.put(NodeId.model("m" + i), ids("m" + (i - 1))));

        Graph graph = Graph.of(parents);

        assertThat(graph.order()).hasSize(20_000).startsWith(NodeId.model("m0"), NodeId.model("m1"));
        assertThat(graph.ancestors(NodeId.model("m19999"))).hasSize(19_999);
    }

    /** @param lines each a node and what it depends on: {@code "child: parent parent"} */
    private static Graph graph(String... lines) {
        Map<NodeId, List<NodeId>> parents = new HashMap<>();
        for (String line : lines) {
            String[] halves = line.split(":");
            parents.put(
                    NodeId.model(halves[0]),
                    halves.length == 1 ? List.of() : ids(halves[1].strip().split(" ")));
        }
        return Graph.of(parents);
    }

    private static List<NodeId> ids(String... names) {
        return Stream.of(names).map(NodeId::model).toList();
    }
}
