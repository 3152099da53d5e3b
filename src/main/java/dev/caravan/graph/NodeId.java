package dev.caravan.graph;

import static java.util.Objects.requireNonNull;

/** The unique id of a node in dbt's form: {@code model.caravan.dim_coin}, {@code source.caravan.raw.coins}. */
public record NodeId(String value) implements Comparable<NodeId> {
    private static final String PROJECT = ".caravan.";

    public NodeId {
        requireNonNull(value, "value is null");
    }

    public static NodeId model(String name) {
        return new NodeId("model" + PROJECT + name);
    }

    public static NodeId source(String source, String table) {
        return new NodeId("source" + PROJECT + source + "." + table);
    }

    public static NodeId analysis(String name) {
        return new NodeId("analysis" + PROJECT + name);
    }

    public static NodeId test(String name) {
        return new NodeId("test" + PROJECT + name);
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
