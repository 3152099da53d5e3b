package dev.caravan.compile;

import static java.util.Objects.requireNonNull;

import dev.caravan.graph.NodeId;
import dev.caravan.graph.Selectable;
import dev.caravan.sql.Relation;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A raw table that models read and Caravan's loading fills.
 *
 * @param location the place outside that its rows come from, as people know it: {@code /api/tickers/}
 */
public record SourceTable(
        NodeId id,
        String source,
        String table,
        Relation relation,
        String path,
        String description,
        List<ColumnProperties> columns,
        SortedSet<String> tags,
        Optional<String> location)
        implements Node {
    public SourceTable {
        requireNonNull(id, "id is null");
        requireNonNull(source, "source is null");
        requireNonNull(table, "table is null");
        requireNonNull(relation, "relation is null");
        requireNonNull(path, "path is null");
        requireNonNull(description, "description is null");
        requireNonNull(location, "location is null");
        columns = List.copyOf(columns);
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }

    @Override
    public String name() {
        return source + "." + table;
    }

    @Override
    public List<NodeId> dependsOn() {
        return List.of();
    }

    @Override
    public Selectable selectable() {
        return new Selectable(id, name(), "source", path, List.of(source), tags, "", "");
    }
}
