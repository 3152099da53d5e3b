package dev.caravan.docs.lineage;

import static java.util.Objects.requireNonNull;

/** Rows go from one node to another. */
public record LineageEdge(String from, String to) {
    public LineageEdge {
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
    }
}
