package dev.caravan.docs.catalog;

import static java.util.Objects.requireNonNull;

import dev.caravan.graph.NodeId;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Catalog;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was seen of a project's nodes at one moment, beside what its files say.
 *
 * @param catalog what the warehouse says of its relations
 * @param rows of tables, as the warehouse counts or estimates them; a relation that it has no number of is left out
 * @param results of each node that has ever run, the newest
 * @param freshness by dataset, which is the table's name of a raw table
 */
public record Observations(
        Catalog catalog,
        SortedMap<Relation, Long> rows,
        SortedMap<NodeId, LastResult> results,
        SortedMap<String, Freshness> freshness) {
    public Observations {
        requireNonNull(catalog, "catalog is null");
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        results = Collections.unmodifiableSortedMap(new TreeMap<>(results));
        freshness = Collections.unmodifiableSortedMap(new TreeMap<>(freshness));
    }

    /** Of a warehouse that was not asked. */
    public static Observations none() {
        return new Observations(Catalog.of(Map.of()), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    Optional<LastResult> result(NodeId id) {
        return Optional.ofNullable(results.get(id));
    }
}
