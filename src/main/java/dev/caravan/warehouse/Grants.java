package dev.caravan.warehouse;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caravan.sql.Dialect;
import dev.caravan.sql.Relation;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The rights of readers, for adapters of warehouses that know users.
 *
 * @param grantee a reader's name as the warehouse writes it; {@code public}, which is everybody, is the same on all of them
 */
public record Grants(Dialect dialect, UnaryOperator<String> grantee) {
    private static final String EVERYBODY = "public";

    public Grants {
        requireNonNull(dialect, "dialect is null");
        requireNonNull(grantee, "grantee is null");
    }

    public List<String> usage(String schema, List<String> readers) {
        return List.of("grant usage on schema " + dialect.quote(schema) + " to " + grantees(readers));
    }

    public List<String> select(Relation relation, List<String> readers) {
        return List.of("grant select on " + relation.render(dialect) + " to " + grantees(readers));
    }

    /** What is there already is granted by {@link #select}. */
    public List<String> fromNowOn(String schema, List<String> readers) {
        String name = dialect.quote(schema);
        return List.of(
                "create schema if not exists " + name,
                "grant usage on schema " + name + " to " + grantees(readers),
                "alter default privileges in schema " + name + " grant select on tables to " + grantees(readers));
    }

    /** Whether a reader is {@code public}, which no server needs to be told of. */
    public static boolean isEverybody(String reader) {
        return reader.equalsIgnoreCase(EVERYBODY);
    }

    private String grantees(List<String> readers) {
        return readers.stream()
                .map(reader -> isEverybody(reader) ? EVERYBODY : grantee.apply(reader))
                .collect(joining(", "));
    }
}
