package dev.caravan.standin;

import dev.caravan.standin.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Words that Redshift reserves and PostgreSQL does not: as a name they must be quoted, but after a dot or AS. Words that
 * stand in statements of Redshift's own ({@code encode}, {@code gzip}, {@code identity}, ...) are left to the parsers.
 */
final class ReservedWords {
    private static final Set<String> RESERVED = Set.of(
            "connect",
            "defrag",
            "delta",
            "encryption",
            "lun",
            "luns",
            "new",
            "offline",
            "old",
            "open",
            "percent",
            "permissions",
            "raw",
            "readratio",
            "recover",
            "rejectlog",
            "resort",
            "restore",
            "snapshot",
            "tag",
            "wallet");

    private ReservedWords() {}

    static List<Rule> rules() {
        return List.of(new Rule("reserved words as names", "Reserved words", (sql, in) -> firstName(sql)));
    }

    private static Optional<Refusal> firstName(Sql sql) {
        for (int i = 1; i < sql.size(); i++) {
            Token token = sql.at(i);
            if (token.kind() == Kind.WORD
                    && RESERVED.contains(token.text().toLowerCase(Locale.ROOT))
                    && !sql.at(i - 1).isAny(".", "as", "encode")
                    && !isSyntax(sql, i)) {
                return Optional.of(Refusal.syntaxErrorAt(token.text()));
            }
        }
        return Optional.empty();
    }

    private static boolean isSyntax(Sql sql, int at) {
        return sql.at(at).is("percent") && sql.at(at - 1).kind() == Kind.NUMBER
                || sql.at(at).is("connect") && sql.at(at + 1).is("by")
                || sql.at(at - 1).is("level");
    }
}
