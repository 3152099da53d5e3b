package dev.caravan.warehouse.redshift;

import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.Grants;
import dev.caravan.warehouse.ReaderRoles;
import dev.caravan.warehouse.Transaction;
import java.util.List;
import java.util.Locale;

/** Readers are users, or with a word in front groups or roles ("GRANT"); three kinds of things here. */
final class RedshiftReaders implements ReaderRoles {
    private final Dialect dialect;

    RedshiftReaders(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Names are folded to lower case, in quotes too, unless the cluster is told otherwise ("Names and identifiers"). */
    @Override
    public boolean exists(Transaction transaction, String reader) {
        Reader asked = Reader.of(reader);
        String select =
                switch (asked.kind()) {
                    case USER -> "select 1 from pg_user where lower(usename) = ?";
                    case GROUP -> "select 1 from pg_group where lower(groname) = ?";
                    case ROLE -> "select 1 from svv_roles where lower(role_name) = ?";
                };
        return Grants.isEverybody(reader)
                || !transaction
                        .query(select, row -> row.number(1), asked.name().toLowerCase(Locale.ROOT))
                        .isEmpty();
    }

    /** A user without a password logs in by IAM alone ("CREATE USER", PASSWORD DISABLE). */
    @Override
    public List<String> create(String reader) {
        if (Grants.isEverybody(reader)) {
            return List.of();
        }
        Reader asked = Reader.of(reader);
        String name = dialect.quote(asked.name());
        return List.of(
                switch (asked.kind()) {
                    case USER -> "create user " + name + " password disable";
                    case GROUP -> "create group " + name;
                    case ROLE -> "create role " + name;
                });
    }

    @Override
    public List<String> letRead(String schema, List<String> readers) {
        return grants().fromNowOn(schema, readers);
    }

    Grants grants() {
        return new Grants(dialect, this::grantee);
    }

    private String grantee(String reader) {
        Reader asked = Reader.of(reader);
        String name = dialect.quote(asked.name());
        return switch (asked.kind()) {
            case USER -> name;
            case GROUP -> "group " + name;
            case ROLE -> "role " + name;
        };
    }

    private enum Kind {
        USER,
        GROUP,
        ROLE
    }

    private record Reader(Kind kind, String name) {
        static Reader of(String reader) {
            String[] words = reader.split("\\s+", 2);
            if (words.length == 2 && words[0].equalsIgnoreCase("group")) {
                return new Reader(Kind.GROUP, words[1]);
            }
            return words.length == 2 && words[0].equalsIgnoreCase("role")
                    ? new Reader(Kind.ROLE, words[1])
                    : new Reader(Kind.USER, reader);
        }
    }
}
