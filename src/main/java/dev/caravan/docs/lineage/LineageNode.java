package dev.caravan.docs.lineage;

import static java.util.Objects.requireNonNull;

import dev.caravan.docs.catalog.NodeKind;
import java.util.Optional;

/**
 * A node of the drawn graph.
 *
 * @param status how it ended when it last ran
 * @param x its left edge, in pixels from the left edge of the graph; {@code y} likewise from the top
 * @param rank its column, from 0 at the left
 * @param order its place in the column, from 0 at the top
 */
public record LineageNode(
        String id,
        String name,
        NodeKind kind,
        String layer,
        Optional<String> status,
        String description,
        long x,
        long y,
        long width,
        long height,
        int rank,
        int order) {
    public LineageNode {
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(layer, "layer is null");
        requireNonNull(status, "status is null");
        requireNonNull(description, "description is null");
    }

    LineageNode withStatus(Optional<String> other) {
        return new LineageNode(id, name, kind, layer, other, description, x, y, width, height, rank, order);
    }

    LineageNode at(long left, long top, long itsWidth, long itsHeight, int itsRank, int itsOrder) {
        return new LineageNode(
                id, name, kind, layer, status, description, left, top, itsWidth, itsHeight, itsRank, itsOrder);
    }
}
