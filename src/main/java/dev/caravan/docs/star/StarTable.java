package dev.caravan.docs.star;

import static java.util.Objects.requireNonNull;

import dev.caravan.compile.Measure;
import dev.caravan.compile.Page;
import dev.caravan.graph.NodeId;
import dev.caravan.sql.Relation;
import java.util.List;
import java.util.Optional;

/**
 * A table or view of the star.
 *
 * @param keys each the columns that name a row, the shortest first; tests of kind {@code unique} and
 *     {@code unique_combination} say so
 * @param page the page that shows it in reports
 */
public record StarTable(
        NodeId id,
        String name,
        Relation relation,
        String description,
        List<StarColumn> columns,
        List<List<String>> keys,
        List<Measure> measures,
        Optional<Page> page) {
    public StarTable {
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        requireNonNull(relation, "relation is null");
        requireNonNull(description, "description is null");
        requireNonNull(page, "page is null");
        columns = List.copyOf(columns);
        measures = List.copyOf(measures);
        keys = keys.stream().map(List::copyOf).toList();
    }

    public Optional<StarColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** Whether the column alone names a row, and always has a value. */
    public boolean isKey(String column) {
        return keys.contains(List.of(column))
                && column(column).filter(StarColumn::required).isPresent();
    }

    /** Whether the column is a key or part of one. */
    public boolean isPartOfKey(String column) {
        return keys.stream().anyMatch(key -> key.contains(column));
    }
}
