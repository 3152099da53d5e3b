package dev.caravan.standin;

/** {@code select top n ...} as {@code select ... limit n}: "SELECT list", parameter TOP. */
final class Top {
    private Top() {}

    static Sql translate(Sql sql) {
        Sql changed = sql;
        for (int i = sql.size() - 2; i >= 0; i--) {
            int top = changed.isAt(i, "select", "top")
                    ? i + 1
                    : changed.isAt(i, "select", "distinct", "top") ? i + 2 : -1;
            if (top > 0 && changed.at(top + 1).kind() == Token.Kind.NUMBER) {
                changed = move(changed, i, top);
            }
        }
        return changed;
    }

    private static Sql move(Sql sql, int select, int top) {
        String limit = "limit " + sql.at(top + 1).text();
        int end = endOfBlock(sql, select);
        return sql.replace(end, end, limit).remove(top, top + 2);
    }

    /** Where the query block that begins here ends: at its closing parenthesis or with the statement. */
    static int endOfBlock(Sql sql, int select) {
        int depth = 0;
        for (int i = select; i < sql.size(); i++) {
            depth += sql.at(i).is("(") ? 1 : sql.at(i).is(")") ? -1 : 0;
            if (depth < 0) {
                return i;
            }
        }
        return sql.size();
    }
}
