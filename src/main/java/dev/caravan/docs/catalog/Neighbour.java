package dev.caravan.docs.catalog;

import static java.util.Objects.requireNonNull;

/** A node next to another one. */
public record Neighbour(String id, String name, NodeKind kind) {
    public Neighbour {
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        requireNonNull(kind, "kind is null");
    }
}
