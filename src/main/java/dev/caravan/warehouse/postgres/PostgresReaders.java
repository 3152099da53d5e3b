package dev.caravan.warehouse.postgres;

import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.Grants;
import dev.caravan.warehouse.ReaderRoles;
import dev.caravan.warehouse.Transaction;
import java.util.List;

/** Readers are roles: users and groups are other words for them. */
final class PostgresReaders implements ReaderRoles {
    private final Dialect dialect;

    PostgresReaders(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public boolean exists(Transaction transaction, String reader) {
        return Grants.isEverybody(reader)
                || !transaction
                        .query("select 1 from pg_roles where rolname = ?", row -> row.number(1), name(reader))
                        .isEmpty();
    }

    /** A role without {@code login}: people log in as their own and are members of it. */
    @Override
    public List<String> create(String reader) {
        return Grants.isEverybody(reader) ? List.of() : List.of("create role " + dialect.quote(name(reader)));
    }

    @Override
    public List<String> letRead(String schema, List<String> readers) {
        return grants().fromNowOn(schema, readers);
    }

    Grants grants() {
        return new Grants(dialect, reader -> dialect.quote(name(reader)));
    }

    private static String name(String reader) {
        return reader.replaceFirst("^(?i)(group|role)\\s+", "");
    }
}
