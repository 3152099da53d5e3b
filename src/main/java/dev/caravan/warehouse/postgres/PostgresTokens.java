package dev.caravan.warehouse.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement begins with and which names it calls, texts and comments passed over. Not a parser: a name before a
 * bracket may be a type or a keyword.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">PostgreSQL, Lexical Structure</a>
 */
record PostgresTokens(String first, List<String> called, boolean hasEscapedIdentifier) {
    private static final Pattern TOKEN = Pattern.compile(
            """
            (?<blank>\\s+|--[^\\n\\r]*)\
            |(?<comment>/\\*)\
            |(?<escaped>[uU]&")\
            |(?<text>[eE]'(?:[^'\\\\]|\\\\.|'')*+'|'(?:[^']|'')*+')\
            |(?<dollar>\\$(?:[\\p{L}_\\x{80}-\\x{10FFFF}][\\p{L}\\d_\\x{80}-\\x{10FFFF}]*)?\\$)\
            |(?<quoted>"(?:[^"]|"")*+")\
            |(?<name>[\\p{L}_\\x{80}-\\x{10FFFF}][\\p{L}\\d_$\\x{80}-\\x{10FFFF}]*)\
            |(?<other>.)""",
            Pattern.DOTALL);

    PostgresTokens {
        called = List.copyOf(called);
    }

    static PostgresTokens of(String sql) {
        Optional<String> first = Optional.empty();
        List<String> called = new ArrayList<>();
        boolean escaped = false;
        Optional<String> name = Optional.empty();
        Matcher token = TOKEN.matcher(sql);
        int at = 0;
        while (at < sql.length() && token.find(at)) {
            at = token.end();
            if (token.group("blank") != null) {
                continue;
            }
            if (token.group("comment") != null) {
                at = endOfComment(sql, at);
                continue;
            }
            if (token.group("dollar") != null) {
                int end = sql.indexOf(token.group(), at);
                at = end < 0 ? sql.length() : end + token.group().length();
            }
            escaped |= token.group("escaped") != null;
            if (token.group().equals("(")) {
                name.ifPresent(called::add);
            }
            name = name(token);
            first = first.or(() -> Optional.of(token.group().toLowerCase(Locale.ROOT)));
        }
        return new PostgresTokens(first.orElse(""), called, escaped);
    }

    private static Optional<String> name(Matcher token) {
        if (token.group("quoted") != null) {
            String quoted = token.group("quoted");
            return Optional.of(quoted.substring(1, quoted.length() - 1).replace("\"\"", "\""));
        }
        return Optional.ofNullable(token.group("name")).map(found -> found.toLowerCase(Locale.ROOT));
    }

    /** Comments of this form stand within each other. */
    private static int endOfComment(String sql, int from) {
        int depth = 1;
        int at = from;
        while (at < sql.length() && depth > 0) {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        }
        return at;
    }
}
