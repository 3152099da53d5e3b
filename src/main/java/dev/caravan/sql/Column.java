package dev.caravan.sql;

import static java.util.Objects.requireNonNull;

/** A column of a relation, in the order that the catalog gives. */
public record Column(String name, SqlType type, boolean nullable) {
    public Column {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
    }

    public static Column of(String name, SqlType type) {
        return new Column(name, type, true);
    }
}
