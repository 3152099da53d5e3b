package dev.caravan.graph;

import static java.util.Objects.requireNonNull;

/** The unique id of a node in dbt's form: {@code model.caravan.dim_coin}, {@code source.caravan.raw.coins}. */
public record NodeId(String value) implements Comparable<NodeId> {
    public NodeId {
        requireNonNull(value, "value is null");
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
