package dev.caravan.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;

/**
 * Reads statements with a parser of its own that knows most of Redshift's grammar, so that a statement is looked at by
 * two readers: this one, and PostgreSQL behind the stand-in. JSqlParser reads queries, changes and plain DDL; what
 * only Redshift has (COPY, UNLOAD, attributes of tables, late binding, MERGE in simplified mode) is read by the
 * stand-in's own readers, which follow the syntax in the guide word by word and take nothing else. Alibaba's Druid has
 * a dialect called Redshift too; it reads less of it (no COPY, UNLOAD, late binding, nor attributes before AS).
 */
public final class RedshiftGrammarCheck {
    /** Neither parser has them, and each is a keyword or a keyword and a name. */
    private static final Set<String> UNREAD = Set.of(
            "abort",
            "analyze",
            "begin",
            "close",
            "commit",
            "declare",
            "end",
            "fetch",
            "lock",
            "reset",
            "rollback",
            "set",
            "show",
            "start",
            "vacuum");

    private RedshiftGrammarCheck() {}

    /** A statement that could not be read, and the parser's words. */
    public record Failure(String sql, String message) {}

    /** The statements that cannot be read, in their order. */
    public static List<Failure> failures(List<String> statements) {
        List<Failure> failures = new ArrayList<>();
        for (String statement : statements) {
            for (Sql sql : Sql.split(statement)) {
                try {
                    read(sql);
                } catch (JSQLParserException unreadable) {
                    failures.add(new Failure(statement, firstLine(unreadable)));
                } catch (Refusal refused) {
                    failures.add(new Failure(statement, refused.getMessage()));
                }
            }
        }
        return failures;
    }

    private static void read(Sql sql) throws JSQLParserException {
        if (UNREAD.contains(sql.verb())) {
            return;
        }
        switch (sql.verb()) {
            case "copy" -> CopyCommand.parse(Names.fold(sql));
            case "unload" -> UnloadCommand.parse(Names.fold(sql));
            default -> CCJSqlParserUtil.parse(readable(sql), parser -> parser.withTimeOut(10_000));
        }
    }

    /** The statement without what was read by the stand-in's own reader. */
    private static String readable(Sql sql) {
        if (CreateTable.isOne(sql)) {
            return withoutIdentity(Sql.of(CreateTable.withoutAttributes(Names.fold(sql))));
        }
        if (sql.verb().equals("merge") && sql.has("remove", "duplicates")) {
            RemoveDuplicates.parse(sql);
            return "select 1";
        }
        if (AlterTable.changesStorage(sql)) {
            AlterTable.parse(sql);
            return "select 1";
        }
        int last = sql.size() - 4;
        return CreateView.isOne(sql) && sql.isAt(last, "with", "no", "schema", "binding")
                ? sql.slice(0, last).render()
                : sql.render();
    }

    private static String withoutIdentity(Sql sql) {
        Sql changed = sql;
        for (int at = changed.find(0, "generated"); at > 0; at = changed.find(0, "generated")) {
            changed = changed.remove(at, changed.close(changed.find(at, "(")) + 1);
        }
        return changed.render();
    }

    private static String firstLine(JSQLParserException unreadable) {
        return String.valueOf(unreadable.getMessage()).lines().findFirst().orElse("");
    }
}
