package dev.caravan.standin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The driver's own queries of the catalog lean on Redshift's lateral column aliases: a name given in the select list is
 * used in WHERE ("SELECT list / Usage notes"). Done for these queries alone, because elsewhere a real column of that
 * name would come first, and the text does not tell which columns there are.
 */
final class DriverQueries {
    private DriverQueries() {}

    static Sql translate(Sql sql) {
        return whereAliases(lateViewColumns(generatedColumn(sql)));
    }

    private static Sql generatedColumn(Sql sql) {
        int at = sql.find(0, "is_autoincrement", "as", "is_generatedcolumn");
        return at < 0 ? sql : sql.replace(at, at + 1, "'NO'");
    }

    /** The caller says the columns' types, and PostgreSQL holds it to the very ones, where Redshift casts. */
    private static Sql lateViewColumns(Sql sql) {
        int call = sql.find(0, "pg_get_late_binding_view_cols", "(", ")");
        if (call < 0) {
            return sql;
        }
        int open = sql.find(call + 3, "(");
        Sql changed = sql;
        for (int i = open; open > 0 && i < sql.close(open); i++) {
            if (sql.at(i).is("text")) {
                changed = changed.replace(i, i + 1, "varchar");
            }
        }
        return changed;
    }

    private static Sql whereAliases(Sql sql) {
        if (!sql.starts("select") || !sql.has("as", "table_schem") && !sql.has("as", "table_cat")) {
            return sql;
        }
        int from = sql.findOutside(1, "from");
        int where = sql.findOutside(from, "where");
        if (from < 0 || where < 0) {
            return sql;
        }
        Map<String, List<Token>> aliases = aliases(sql.slice(1, from));
        Sql changed = sql;
        int end = sql.findOutside(where, "order");
        for (int i = (end < 0 ? sql.size() : end) - 1; i > where; i--) {
            List<Token> expression = aliases.get(sql.at(i).text().toLowerCase(java.util.Locale.ROOT));
            if (expression != null && !sql.at(i - 1).is(".") && !sql.at(i + 1).is(".")) {
                changed = changed.replace(i, i + 1, "(" + new Sql(expression).render() + ")");
            }
        }
        return changed;
    }

    private static Map<String, List<Token>> aliases(Sql list) {
        Map<String, List<Token>> aliases = new HashMap<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i <= list.size(); i++) {
            depth += list.at(i).is("(") ? 1 : list.at(i).is(")") ? -1 : 0;
            if (i == list.size() || depth == 0 && list.at(i).is(",")) {
                if (i - start > 2 && list.at(i - 2).is("as")) {
                    aliases.put(list.at(i - 1).name(), list.slice(start, i - 2).tokens());
                }
                start = i + 1;
            }
        }
        return aliases;
    }
}
