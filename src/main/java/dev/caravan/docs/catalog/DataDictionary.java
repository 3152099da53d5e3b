package dev.caravan.docs.catalog;

import dev.caravan.compile.Manifest;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All nodes of a project, for people to look up: what its files say, joined with what was seen of them. Immutable, safe to
 * share; made anew when something was seen.
 */
public final class DataDictionary {
    private static final Comparator<NodeDetail> WAY_OF_A_ROW = Comparator.comparing(
                    (NodeDetail node) -> Layers.place(node.head().layer()))
            .thenComparing(node -> node.head().layer())
            .thenComparing(node -> node.head().name())
            .thenComparing(node -> node.head().id());

    private final Map<String, NodeDetail> nodes;
    private final NodeList list;

    private DataDictionary(List<NodeDetail> details) {
        Map<String, NodeDetail> byId = new LinkedHashMap<>();
        details.stream()
                .sorted(WAY_OF_A_ROW)
                .forEach(node -> byId.put(node.head().id(), node));
        nodes = Collections.unmodifiableMap(byId);
        list = new NodeList(nodes.values().stream()
                .filter(node -> node.head().kind() != NodeKind.TEST)
                .map(DataDictionary::summary)
                .toList());
    }

    public static DataDictionary of(Manifest manifest, Observations observations) {
        return new DataDictionary(new DictionaryEntries(manifest, observations).all());
    }

    /** Every node but tests. */
    public NodeList list() {
        return list;
    }

    /** @return nothing where no node has the id; ids come from outside. Tests are found, too. */
    public Optional<NodeDetail> find(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    /** Every node, tests too, in the order of the way of a row. */
    public List<NodeDetail> details() {
        return List.copyOf(nodes.values());
    }

    private static NodeSummary summary(NodeDetail node) {
        return new NodeSummary(node.head(), node.columns().size(), TestCounts.of(node.allTests()));
    }
}
