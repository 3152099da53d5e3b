package dev.caravan.standin;

import dev.caravan.standin.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code qualify condition} as a filter around its query block: "QUALIFY clause". */
final class Qualify {
    private static final String[] ENDS = {"order", "limit", "union", "except", "minus", "intersect", "offset"};

    private Qualify() {}

    static Sql translate(Sql sql) {
        Sql changed = sql;
        for (int i = sql.size() - 1; i >= 0; i--) {
            if (changed.at(i).is("qualify") && i > 0 && !changed.at(i - 1).isAny(".", "as", ",")) {
                changed = wrap(changed, i);
            }
        }
        return changed;
    }

    private static Sql wrap(Sql sql, int qualify) {
        int select = blockStart(sql, qualify);
        int end = conditionEnd(sql, qualify);
        List<String> names = names(sql, select);
        Sql condition = sql.slice(qualify + 1, end);
        int from = sql.findOutside(select + 1, "from");
        String wrapped = "select " + Translation.quoted(names) + " from ("
                + sql.slice(select, from).render() + ", ("
                + condition.render() + ") as standin_qualifies "
                + sql.slice(from, qualify).render()
                + ") as standin_block where standin_qualifies ";
        return sql.replace(select, end, wrapped);
    }

    private static int blockStart(Sql sql, int qualify) {
        int depth = 0;
        for (int i = qualify; i >= 0; i--) {
            depth += sql.at(i).is(")") ? 1 : sql.at(i).is("(") ? -1 : 0;
            if (depth == 0 && sql.at(i).is("select")) {
                return i;
            }
        }
        throw Refusal.syntaxErrorAt("qualify");
    }

    private static int conditionEnd(Sql sql, int qualify) {
        int depth = 0;
        for (int i = qualify; i < sql.size(); i++) {
            if (depth == 0 && sql.at(i).isAny(ENDS)) {
                return i;
            }
            depth += sql.at(i).is("(") ? 1 : sql.at(i).is(")") ? -1 : 0;
            if (depth < 0) {
                return i;
            }
        }
        return sql.size();
    }

    private static List<String> names(Sql sql, int select) {
        int from = sql.findOutside(select + 1, "from");
        List<Sql> items = new ArrayList<>();
        int start = select + 1;
        int depth = 0;
        for (int i = start; i <= from; i++) {
            depth += sql.at(i).is("(") ? 1 : sql.at(i).is(")") ? -1 : 0;
            if (i == from || depth == 0 && sql.at(i).is(",")) {
                items.add(sql.slice(start, i));
                start = i + 1;
            }
        }
        return items.stream().map(Qualify::name).collect(Collectors.toList());
    }

    private static String name(Sql item) {
        Token last = item.at(item.size() - 1);
        if (!last.isName() || last.kind() == Kind.WORD && last.is("end")) {
            throw Refusal.beyondTheStandIn("QUALIFY over a select list with * or with an expression without a name");
        }
        return last.name();
    }
}
