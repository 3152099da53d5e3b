package dev.caravan.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** CREATE TABLE and CREATE TABLE AS with Redshift's attributes: "CREATE TABLE", "CREATE TABLE AS". */
final class CreateTable {
    private final Sql sql;
    private final Sql.Name name;
    private final TableAttributes attributes = new TableAttributes();
    private int at;

    private CreateTable(Sql sql) {
        this.sql = sql;
        int table = sql.find(0, "table");
        name = sql.nameAt(sql.isAt(table + 1, "if", "not", "exists") ? table + 4 : table + 1);
        at = name.end();
    }

    static boolean isOne(Sql sql) {
        int table = sql.starts("create") ? sql.find(0, "table") : -1;
        return table == 1
                || table == 2 && sql.at(1).isAny("temp", "temporary")
                || table == 3 && sql.at(1).isAny("local", "global");
    }

    static Plan.Step parse(Sql sql) {
        return new CreateTable(sql).parse();
    }

    /** The statement as it is without what only Redshift has. */
    static String withoutAttributes(Sql sql) {
        return new CreateTable(sql).translated();
    }

    private Plan.Step parse() {
        return step(translated());
    }

    private String translated() {
        StringBuilder text = new StringBuilder("create ");
        boolean temporary = sql.find(0, "table") > 1 || name.last().startsWith("#");
        text.append(temporary ? "temporary table " : "table ");
        if (sql.find(0, "exists") >= 0 && sql.find(0, "exists") < name.end()) {
            text.append("if not exists ");
        }
        text.append(name.render());
        if (sql.at(at).is("(")) {
            text.append(" (").append(columns()).append(")");
            at = sql.close(at) + 1;
        }
        attributes();
        if (at < sql.size()) {
            Sql query = Translation.translate(sql.slice(at + 1, sql.size()));
            text.append(" as ").append(query.render());
        }
        return text.toString();
    }

    private Plan.Step step(String create) {
        return work -> {
            String tag = work.backend().execute(create);
            for (String column : attributes.columns()) {
                boolean known = work.backend()
                        .value("select 1 from pg_attribute where attrelid = " + Sql.literal(name.render())
                                + "::regclass and attname = " + Sql.literal(column))
                        .isPresent();
                if (!known) {
                    throw Refusal.of("42703", "column \"" + column + "\" named in key does not exist");
                }
            }
            work.backend().query(attributes.noteSql(name));
            work.backend().query("select pg_standin.rebind()");
            return tag;
        };
    }

    private String columns() {
        List<String> definitions = new ArrayList<>();
        for (Sql definition : sql.arguments(at)) {
            Sql first = definition.isAt(0, "constraint") ? definition.slice(2, definition.size()) : definition;
            if (first.starts("foreign", "key")) {
                continue;
            }
            if (definition.size() == 1 || definition.at(0).isAny("constraint", "primary", "unique", "like")) {
                definitions.add(definition.render());
            } else {
                definitions.add(ColumnDefinition.translate(definition, attributes));
            }
        }
        return String.join(", ", definitions);
    }

    private void attributes() {
        while (at < sql.size() && !sql.at(at).is("as")) {
            attribute();
        }
    }

    private void attribute() {
        Token word = sql.at(at);
        if (word.is("backup") && sql.at(at + 1).isAny("yes", "no") || sql.isAt(at, "encode", "auto")) {
            at += 2;
        } else if (word.is("diststyle") && sql.at(at + 1).isAny("auto", "even", "all", "key")) {
            if (!sql.at(at + 1).is("key")) {
                attributes.distribute(sql.at(at + 1).text());
            }
            at += 2;
        } else if (word.is("distkey") && sql.at(at + 1).is("(")) {
            attributes.distributeBy(sql.at(at + 2).name());
            at = sql.close(at + 1) + 1;
        } else if (sql.isAt(at, "sortkey", "auto")) {
            at += 2;
        } else if (word.is("sortkey")
                || word.isAny("compound", "interleaved") && sql.at(at + 1).is("sortkey")) {
            String style = word.is("sortkey") ? "compound" : word.text().toLowerCase(Locale.ROOT);
            at += word.is("sortkey") ? 1 : 2;
            attributes.sortBy(
                    style,
                    sql.arguments(at).stream()
                            .map(column -> column.at(0).name())
                            .toList());
            at = sql.close(at) + 1;
        } else {
            throw Refusal.syntaxErrorAt(word.text());
        }
    }
}
