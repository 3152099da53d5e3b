package dev.caravan.docs.lineage;

import dev.caravan.docs.catalog.Layers;
import dev.caravan.graph.Graph;
import dev.caravan.graph.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * The column of each node: right of all that it reads, and layers of the project side by side, so that a column is one
 * layer's alone as long as no layer reads from a later one.
 */
final class Ranks {
    private final Map<String, List<String>> parents = new HashMap<>();
    private final Map<String, LineageNode> nodes = new HashMap<>();
    private final List<String> order;

    private Ranks(LineageGraph graph) {
        Map<NodeId, List<NodeId>> edges = new HashMap<>();
        for (LineageNode node : graph.nodes()) {
            nodes.put(node.id(), node);
            parents.put(node.id(), new ArrayList<>());
            edges.put(new NodeId(node.id()), new ArrayList<>());
        }
        for (LineageEdge edge : graph.edges()) {
            parents.get(edge.to()).add(edge.from());
            edges.get(new NodeId(edge.to())).add(new NodeId(edge.from()));
        }
        order = Graph.of(edges).order().stream().map(NodeId::value).toList();
    }

    static Map<String, Integer> of(LineageGraph graph) {
        return new Ranks(graph).ranks();
    }

    private Map<String, Integer> ranks() {
        Map<String, Integer> depths = depthsWithinLayers();
        Map<Integer, Integer> starts = starts(depths);
        Map<String, Integer> ranks = new HashMap<>();
        for (String id : order) {
            int first = starts.getOrDefault(Layers.place(nodes.get(id).layer()), 0);
            ranks.put(id, Math.max(first + depths.get(id), deepest(parents.get(id), ranks::get)));
        }
        return ranks;
    }

    /** How many nodes of its own layer stand before each node, at most. */
    private Map<String, Integer> depthsWithinLayers() {
        Map<String, Integer> depths = new HashMap<>();
        for (String id : order) {
            LineageNode node = nodes.get(id);
            depths.put(
                    id,
                    deepest(
                            parents.get(id).stream()
                                    .filter(parent -> nodes.get(parent).layer().equals(node.layer()))
                                    .toList(),
                            depths::get));
        }
        return depths;
    }

    /** The first column of each layer that every project has; another one's nodes stand where what they read ends. */
    private Map<Integer, Integer> starts(Map<String, Integer> depths) {
        Map<Integer, Integer> columns = new TreeMap<>();
        nodes.values().stream()
                .filter(node -> Layers.isKnown(node.layer()))
                .forEach(node -> columns.merge(Layers.place(node.layer()), depths.get(node.id()) + 1, Math::max));
        Map<Integer, Integer> starts = new HashMap<>();
        int start = 0;
        for (Map.Entry<Integer, Integer> layer : columns.entrySet()) {
            starts.put(layer.getKey(), start);
            start += layer.getValue();
        }
        return starts;
    }

    private static int deepest(List<String> parents, ToIntFunction<String> depth) {
        return parents.stream().mapToInt(depth).map(one -> one + 1).max().orElse(0);
    }
}
