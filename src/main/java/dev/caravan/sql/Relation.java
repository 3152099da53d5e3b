package dev.caravan.sql;

import static java.util.Objects.requireNonNull;

/** A table or view by schema and identifier. Names are compared as written: Caravan writes them in lower case. */
public record Relation(String schema, String identifier) implements Comparable<Relation> {
    public Relation {
        requireNonNull(schema, "schema is null");
        requireNonNull(identifier, "identifier is null");
        if (schema.isEmpty() || identifier.isEmpty()) {
            throw new IllegalArgumentException("a relation needs a schema and an identifier");
        }
    }

    public static Relation of(String schema, String identifier) {
        return new Relation(schema, identifier);
    }

    public Relation withIdentifier(String other) {
        return new Relation(schema, other);
    }

    public String render(Dialect dialect) {
        return dialect.quote(schema) + "." + dialect.quote(identifier);
    }

    @Override
    public int compareTo(Relation other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : identifier.compareTo(other.identifier);
    }

    /** For people: {@code star.dim_coin}. SQL takes {@link #render}. */
    @Override
    public String toString() {
        return schema + "." + identifier;
    }
}
