package dev.caravan.compile;

import static java.util.Objects.requireNonNull;

import dev.caravan.graph.NodeId;
import java.util.Comparator;

/**
 * Every value of a column, but null, is found in a column of another node: a test of kind {@code relationships} says so.
 *
 * @param from the node that points
 * @param to the node that is pointed at
 */
public record Relationship(NodeId from, String column, NodeId to, String toColumn) implements Comparable<Relationship> {
    private static final Comparator<Relationship> ORDER = Comparator.comparing(Relationship::from)
            .thenComparing(Relationship::column)
            .thenComparing(Relationship::to)
            .thenComparing(Relationship::toColumn);

    public Relationship {
        requireNonNull(from, "from is null");
        requireNonNull(column, "column is null");
        requireNonNull(to, "to is null");
        requireNonNull(toColumn, "toColumn is null");
    }

    @Override
    public int compareTo(Relationship other) {
        return ORDER.compare(this, other);
    }
}
