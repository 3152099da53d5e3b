package dev.caravan.warehouse;

import dev.caravan.sql.Column;
import dev.caravan.sql.Relation;
import dev.caravan.sql.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

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

    /**
     * Reads a catalog in one query. For adapters alone.
     *
     * @param columns a select of schema, relation, whether it is a view, column, type as the database names it, and whether
     *     the column may be null; the columns of a relation in their order
     */
    public static Catalog read(Transaction transaction, String columns, Function<String, SqlType> types) {
        Map<Relation, Kind> kinds = new TreeMap<>();
        Map<Relation, List<Column>> found = new TreeMap<>();
        transaction.query(columns, row -> {
            Relation relation =
                    Relation.of(row.text(1).orElseThrow(), row.text(2).orElseThrow());
            kinds.put(relation, row.flag(3) ? Kind.VIEW : Kind.TABLE);
            return found.computeIfAbsent(relation, key -> new ArrayList<>())
                    .add(new Column(
                            row.text(4).orElseThrow(), types.apply(row.text(5).orElseThrow()), row.flag(6)));
        });
        Map<Relation, Entry> entries = new TreeMap<>();
        kinds.forEach((relation, kind) -> entries.put(relation, new Entry(relation, kind, found.get(relation))));
        return of(entries);
    }

    public Optional<Entry> find(Relation relation) {
        return Optional.ofNullable(entries.get(relation));
    }
}
