package dev.caravan.docs.lineage;

import dev.caravan.compile.DataTest;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Node;
import dev.caravan.compile.SourceTable;
import dev.caravan.docs.catalog.Endpoint;
import dev.caravan.docs.catalog.Layers;
import dev.caravan.docs.catalog.NodeKind;
import dev.caravan.graph.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What is drawn, before it has places: nodes and edges sorted by id. */
record LineageGraph(List<LineageNode> nodes, List<LineageEdge> edges) {

    LineageGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    static LineageGraph of(Manifest manifest) {
        List<LineageNode> nodes = new ArrayList<>();
        TreeSet<LineageEdge> edges =
                new TreeSet<>(Comparator.comparing(LineageEdge::from).thenComparing(LineageEdge::to));
        for (Endpoint endpoint : Endpoint.of(manifest)) {
            nodes.add(node(endpoint.id(), endpoint.location(), NodeKind.ENDPOINT, Layers.API, endpoint.description()));
            for (SourceTable source : endpoint.feeds()) {
                edges.add(new LineageEdge(endpoint.id(), source.id().value()));
            }
        }
        for (Node node : manifest.nodes().values()) {
            if (node instanceof DataTest) {
                continue;
            }
            nodes.add(node(node.id().value(), node.name(), NodeKind.of(node), Layers.of(node), node.description()));
            for (NodeId parent : node.dependsOn()) {
                edges.add(new LineageEdge(parent.value(), node.id().value()));
            }
        }
        nodes.sort(Comparator.comparing(LineageNode::id));
        return new LineageGraph(nodes, List.copyOf(edges));
    }

    private static LineageNode node(String id, String name, NodeKind kind, String layer, String description) {
        return new LineageNode(id, name, kind, layer, Optional.empty(), description, 0, 0, 0, 0, 0, 0);
    }
}
