package dev.caravan.docs.catalog;

import java.util.List;

/** Every node but tests, in the order of the way of a row, then by name. */
public record NodeList(List<NodeSummary> nodes) {
    public NodeList {
        nodes = List.copyOf(nodes);
    }
}
