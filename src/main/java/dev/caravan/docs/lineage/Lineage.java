package dev.caravan.docs.lineage;

import dev.caravan.compile.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole graph, laid out from left to right; nodes and edges sorted by id. Tests are no nodes of it. */
public record Lineage(List<LineageNode> nodes, List<LineageEdge> edges, long width, long height) {
    public Lineage {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** Lays the graph out, which takes a while: callers keep it as long as the manifest is the same. */
    public static Lineage of(Manifest manifest) {
        return LayeredLayout.of(LineageGraph.of(manifest));
    }

    /** The same picture with the last result of each node. */
    public Lineage withStatus(Map<String, String> statusById) {
        return new Lineage(
                nodes.stream()
                        .map(node -> node.withStatus(Optional.ofNullable(statusById.get(node.id()))))
                        .toList(),
                edges,
                width,
                height);
    }
}
