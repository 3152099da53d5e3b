package dev.caravan.warehouse;

import dev.caravan.sql.Relation;
import java.util.Optional;

/** A warehouse's SQL for comments on relations and their columns. */
public interface Comments {

    /**
     * A select of what every relation has, the database's own excepted: its schema, its name, whether it is a view, a column
     * or null for the relation itself, and the comment or null.
     */
    String select();

    /** Says what a relation is; empty where the warehouse keeps no such comment. */
    Optional<String> onRelation(Relation relation, Catalog.Kind kind, String text);

    /** Says what a column is; empty where the warehouse keeps no such comment. */
    Optional<String> onColumn(Relation relation, Catalog.Kind kind, String column, String text);
}
