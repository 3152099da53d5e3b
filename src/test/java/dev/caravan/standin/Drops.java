package dev.caravan.standin;

import java.util.ArrayList;
import java.util.List;

/** DROP of tables, views and schemas: late-binding views neither keep a table nor go with it. */
final class Drops {
    private Drops() {}

    static Plan.Step parse(Sql sql) {
        String kind = sql.at(1).text().toLowerCase(java.util.Locale.ROOT);
        if (!kind.equals("table") && !kind.equals("view") && !kind.equals("schema")) {
            return work -> work.backend().execute(sql.render());
        }
        List<Sql.Name> names = names(sql, sql.isAt(2, "if", "exists") ? 4 : 2);
        return work -> {
            for (Sql.Name name : names) {
                String found = kind.equals("schema")
                        ? "select pg_class.oid from pg_class inner join pg_namespace on relnamespace = pg_namespace.oid"
                                + " where nspname = " + Sql.literal(name.last()) + " and relkind in ('r', 'v')"
                        : "select to_regclass(" + Sql.literal(name.render()) + ")::oid as oid";
                work.backend().query("select pg_standin.unbind(oid) from (" + found + ") as found");
                if (kind.equals("view")) {
                    work.backend().query("select pg_standin.drop_late_view(oid) from (" + found + ") as found");
                } else if (kind.equals("schema")) {
                    work.backend()
                            .query("delete from pg_standin.late_view where schema_name = " + Sql.literal(name.last()));
                }
            }
            String tag = work.backend().execute(sql.render());
            work.backend().query("select pg_standin.rebind()");
            return tag;
        };
    }

    private static List<Sql.Name> names(Sql sql, int from) {
        List<Sql.Name> names = new ArrayList<>();
        int at = from;
        do {
            Sql.Name name = sql.nameAt(at);
            if (name.isEmpty()) {
                throw Refusal.syntaxErrorAt(sql.at(at).text());
            }
            names.add(name);
            at = name.end() + 1;
        } while (sql.at(at - 1).is(","));
        return names;
    }
}
