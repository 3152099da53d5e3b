package dev.caravan.standin;

import dev.caravan.standin.Token.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which functions a statement calls, and whether it reaches tables of users. */
final class Functions {
    private Functions() {}

    /** The first of these functions that is called, without a schema or from pg_catalog. */
    static Optional<String> firstCall(Sql sql, String... functions) {
        Set<String> wanted = Set.of(functions);
        for (int i = 0; i < sql.size(); i++) {
            String word = sql.at(i).text().toLowerCase(Locale.ROOT);
            if (sql.at(i).kind() == Kind.WORD
                    && sql.at(i + 1).is("(")
                    && wanted.contains(word)
                    && (!sql.at(i - 1).is(".") || sql.at(i - 2).is("pg_catalog"))) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    /** Like {@link #firstCall}, for names that need no parentheses. */
    static Optional<String> firstWord(Sql sql, String... words) {
        Set<String> wanted = Set.of(words);
        for (int i = 0; i < sql.size(); i++) {
            String word = sql.at(i).text().toLowerCase(Locale.ROOT);
            if (sql.at(i).kind() == Kind.WORD
                    && wanted.contains(word)
                    && !sql.at(i - 1).isAny(".", "as")
                    && !sql.at(i + 1).is(".")) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the compute nodes take part: a user's table or a system table is read, or rows are written. Tables of the
     * catalog (pg_*, information_schema) are read on the leader node.
     */
    static boolean runsOnComputeNodes(Sql sql) {
        if (List.of("insert", "update", "delete", "merge", "unload").contains(sql.verb())
                || CreateTable.isOne(sql) && sql.has("as")) {
            return true;
        }
        Set<String> commonTables = commonTables(sql);
        for (int i = 0; i < sql.size(); i++) {
            if (sql.at(i).isAny("from", "join") && !isInsideCall(sql, i)) {
                Sql.Name name = sql.nameAt(i + 1);
                if (!name.isEmpty() && !sql.at(name.end()).is("(") && isUsers(name, commonTables)) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean readsCatalogAlone(Sql sql) {
        return sql.tokens().stream()
                        .anyMatch(token -> token.isName() && token.name().startsWith("pg_"))
                && sql.has("from")
                && !runsOnComputeNodes(sql);
    }

    private static boolean isUsers(Sql.Name name, Set<String> commonTables) {
        String first = name.parts().get(0);
        boolean catalog = first.startsWith("pg_") || first.equals("information_schema");
        return !catalog && !(name.parts().size() == 1 && commonTables.contains(first));
    }

    /** {@code extract(day from x)}, {@code substring(x from 2)}, {@code trim(both from x)}. */
    private static boolean isInsideCall(Sql sql, int from) {
        int depth = 0;
        for (int i = from - 1; i >= 0; i--) {
            depth += sql.at(i).is(")") ? 1 : sql.at(i).is("(") ? -1 : 0;
            if (depth < 0) {
                return sql.at(i - 1).isAny("extract", "substring", "trim", "position", "overlay");
            }
            if (depth == 0 && sql.at(i).is("select")) {
                return false;
            }
        }
        return false;
    }

    static Set<String> commonTables(Sql sql) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < sql.size(); i++) {
            boolean named =
                    sql.at(i).isAny("with", "recursive", ",") && sql.at(i + 1).isName();
            if (named && sql.isAt(i + 2, "as", "(")) {
                names.add(sql.at(i + 1).name());
            } else if (named && sql.at(i + 2).is("(")) {
                int close = sql.close(i + 2);
                if (sql.isAt(close + 1, "as", "(")) {
                    names.add(sql.at(i + 1).name());
                }
            }
        }
        return names;
    }
}
