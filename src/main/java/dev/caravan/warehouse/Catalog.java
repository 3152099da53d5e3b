package dev.caravan.warehouse;

import dev.caravan.sql.Column;
import dev.caravan.sql.Relation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The relations of a warehouse at one moment, sorted by name. */
public record Catalog(SortedMap<Relation, Entry> entries) {

    /** What a relation is to the database. */
    public enum Kind {
        TABLE,
        VIEW
    }

    /** One relation: columns in their order. */
    public record Entry(Relation relation, Kind kind, List<Column> columns) {
        public Entry {
            columns = List.copyOf(columns);
        }

        public Optional<Column> column(String name) {
            return columns.stream().filter(column -> column.name().equals(name)).findFirst();
        }
    }

    public Catalog {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    public static Catalog of(Map<Relation, Entry> entries) {
        return new Catalog(new TreeMap<>(entries));
    }

    public Optional<Entry> find(Relation relation) {
        return Optional.ofNullable(entries.get(relation));
    }
}
