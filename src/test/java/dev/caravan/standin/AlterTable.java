package dev.caravan.standin;

import java.util.List;

/** ALTER TABLE: what Redshift has of it ("ALTER TABLE", "ALTER TABLE APPEND"). */
final class AlterTable {
    private AlterTable() {}

    static Plan.Step parse(Sql sql) {
        Sql.Name table = sql.nameAt(2);
        int at = table.end();
        if (sql.at(at).is("append")) {
            return append(table, sql.nameAt(at + 2));
        }
        if (sql.at(at).is("alter") && isStorage(sql, at)) {
            return note(table, storage(sql, at));
        }
        if (sql.at(at).is("add") && isKey(sql, at + 1)) {
            return key(sql, table);
        }
        if (sql.at(at).is("add")) {
            return addColumn(sql, table, sql.isAt(at + 1, "column") ? at + 2 : at + 1);
        }
        return changed(Translation.translate(sql).render(), table);
    }

    /** Whether it changes where and how rows are kept, and nothing else. */
    static boolean changesStorage(Sql sql) {
        int at = sql.nameAt(2).end();
        return sql.starts("alter", "table") && sql.at(at).is("alter") && isStorage(sql, at);
    }

    private static boolean isStorage(Sql sql, int at) {
        return sql.at(at + 1).isAny("sortkey", "compound", "interleaved", "distkey", "diststyle", "encode")
                || sql.find(at, "encode") > 0;
    }

    private static TableAttributes storage(Sql sql, int at) {
        TableAttributes attributes = new TableAttributes();
        if (sql.at(at + 1).is("distkey")) {
            attributes.distributeBy(sql.at(at + 2).name());
        } else if (sql.at(at + 1).is("diststyle")) {
            attributes.distribute(sql.at(at + 2).text());
            if (sql.at(at + 3).is("distkey")) {
                attributes.distributeBy(sql.at(at + 4).name());
            }
        } else if (sql.find(at, "sortkey") > 0) {
            int key = sql.find(at, "sortkey");
            if (sql.at(key + 1).is("(")) {
                attributes.sortBy(
                        "compound",
                        sql.arguments(key + 1).stream()
                                .map(column -> column.at(0).name())
                                .toList());
            } else if (!sql.at(key + 1).isAny("auto", "none")) {
                throw Refusal.syntaxErrorAt(sql.at(key + 1).text());
            }
        } else if (!sql.isAt(at + 1, "encode", "auto")) {
            for (int i = sql.find(at, "encode"); i > 0; i = sql.find(i + 1, "encode")) {
                attributes.encode(sql.at(i - 1).name(), sql.at(i + 1).name());
            }
        }
        return attributes;
    }

    private static Plan.Step note(Sql.Name table, TableAttributes attributes) {
        return work -> {
            for (String column : attributes.columns()) {
                List<List<String>> known = work.backend()
                        .query("select 1 from pg_attribute where attrelid = " + Sql.literal(table.render())
                                + "::regclass and attname = " + Sql.literal(column));
                if (known.isEmpty()) {
                    throw Refusal.of(
                            "42703", "column \"" + column + "\" of relation \"" + table.last() + "\" does not exist");
                }
            }
            work.backend().query("lock table " + table.render());
            work.backend()
                    .query("select pg_standin.change_table(noted) from ("
                            + attributes.noteSql(table).replaceFirst("pg_standin\\.note_table", "pg_standin.as_note")
                            + " as noted) as change");
            return "ALTER TABLE";
        };
    }

    private static boolean isKey(Sql sql, int at) {
        int first = sql.isAt(at, "constraint") ? at + 2 : at;
        return sql.at(first).isAny("primary", "unique", "foreign");
    }

    /** Keys are informational: not even existing rows are looked at. */
    private static Plan.Step key(Sql sql, Sql.Name table) {
        return work -> {
            work.backend()
                    .query("insert into pg_standin.key_note select " + Sql.literal(table.render())
                            + "::regclass, '', 'k', " + Sql.literal(sql.body()));
            return "ALTER TABLE";
        };
    }

    private static Plan.Step addColumn(Sql sql, Sql.Name table, int at) {
        TableAttributes attributes = new TableAttributes();
        Sql definition = sql.slice(at, sql.size());
        if (definition.has("not", "null") && !definition.has("default")) {
            throw Refusal.of(
                    "0A000", "ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression");
        }
        return changed(
                "alter table " + table.render() + " add column " + ColumnDefinition.translate(definition, attributes),
                table);
    }

    private static Plan.Step changed(String translated, Sql.Name table) {
        return work -> {
            work.backend().query("select pg_standin.unbind(to_regclass(" + Sql.literal(table.render()) + ")::oid)");
            String tag = work.backend().execute(translated);
            work.backend().query("select pg_standin.rebind()");
            return tag;
        };
    }

    private static Plan.Step append(Sql.Name target, Sql.Name source) {
        return work -> {
            work.backend()
                    .query("insert into " + target.render() + " select * from " + source.render() + "; truncate table "
                            + source.render());
            return "ALTER TABLE APPEND";
        };
    }
}
