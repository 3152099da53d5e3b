package dev.caravan.compile;

import static java.util.stream.Collectors.toMap;

import dev.caravan.graph.Graph;
import dev.caravan.graph.NodeId;
import dev.caravan.graph.Selectables;
import dev.caravan.graph.Selector;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Everything that a project's files say, checked: nodes sorted by id, and their graph. Immutable, safe to share. */
public final class Manifest {
    private final String targetName;
    private final String dialectName;
    private final SortedMap<NodeId, Node> nodes;
    private final Graph graph;

    Manifest(String targetName, String dialectName, Collection<Node> nodes) {
        this.targetName = targetName;
        this.dialectName = dialectName;
        SortedMap<NodeId, Node> sorted = new TreeMap<>();
        nodes.forEach(node -> sorted.putIfAbsent(node.id(), node));
        this.nodes = Collections.unmodifiableSortedMap(sorted);
        this.graph = Graph.of(nodes.stream().collect(toMap(Node::id, Node::dependsOn)));
    }

    /** The environment that it was compiled for. */
    public String targetName() {
        return targetName;
    }

    /** The dialect of its SQL: {@code duckdb}, {@code postgres}, {@code redshift}. */
    public String dialectName() {
        return dialectName;
    }

    public SortedMap<NodeId, Node> nodes() {
        return nodes;
    }

    /** Edges from each node to what it reads; tests are leaves. */
    public Graph graph() {
        return graph;
    }

    /** @throws IllegalArgumentException where there is no such node; ids come from this manifest */
    public Node node(NodeId id) {
        return Optional.ofNullable(nodes.get(id))
                .orElseThrow(() -> new IllegalArgumentException("no node " + id + " in this manifest"));
    }

    public Optional<Model> model(String name) {
        return Optional.ofNullable(nodes.get(NodeId.model(name))).map(Model.class::cast);
    }

    public List<Model> models() {
        return only(Model.class);
    }

    public List<SourceTable> sources() {
        return only(SourceTable.class);
    }

    public List<DataTest> tests() {
        return only(DataTest.class);
    }

    /** What tests say of two nodes, sorted, each once. */
    public List<Relationship> relationships() {
        return tests().stream()
                .flatMap(test -> test.relationship().stream())
                .distinct()
                .sorted()
                .toList();
    }

    public List<Analysis> analyses() {
        return only(Analysis.class);
    }

    public Optional<Analysis> analysis(String name) {
        return Optional.ofNullable(nodes.get(NodeId.analysis(name))).map(Analysis.class::cast);
    }

    /** The tests that a node's properties declare. */
    public List<DataTest> testsOf(NodeId id) {
        return graph.children(id).stream()
                .map(nodes::get)
                .filter(DataTest.class::isInstance)
                .map(DataTest.class::cast)
                .filter(test -> test.tested().equals(Optional.of(id)))
                .toList();
    }

    /**
     * Whether the rows of a node change with what is loaded, before any model is built: views and ephemeral models lead from it
     * to a source. So it is taken to be where a select names its tables by itself.
     */
    public boolean readsSources(Node node) {
        Set<NodeId> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            Node next = open.pop();
            if (next instanceof SourceTable || next.dependsOn().isEmpty()) {
                return true;
            }
            next.dependsOn().stream()
                    .filter(seen::add)
                    .map(this::node)
                    .filter(input -> !(input instanceof Model model
                            && model.materialization().keepsRows()))
                    .forEach(open::push);
        }
        return false;
    }

    /**
     * The nodes that selectors name; all where {@code select} is empty.
     *
     * @throws dev.caravan.project.CaravanException where one is wrongly written or names nothing
     */
    public SortedSet<NodeId> select(Collection<String> select, Collection<String> exclude) {
        return Selector.parse(select, exclude)
                .select(new Selectables(
                        graph, nodes.values().stream().map(Node::selectable).toList()));
    }

    private <T extends Node> List<T> only(Class<T> kind) {
        return nodes.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
