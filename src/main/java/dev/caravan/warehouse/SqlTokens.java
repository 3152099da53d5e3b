package dev.caravan.warehouse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement begins with and which names it calls, texts and comments passed over. Not a parser: a name before a
 * bracket may be a type or a keyword. For adapters alone.
 *
 * @param called every name before a bracket, in order
 * @param words every name that is not quoted
 * @param outerWords those that stand in no brackets
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">PostgreSQL, Lexical Structure</a>
 */
public record SqlTokens(
        String first, List<String> called, Set<String> words, Set<String> outerWords, boolean hasEscapedIdentifier) {

    /** How a text ends: in PostgreSQL a backslash is a character as any other, in Redshift it takes the next one along. */
    public enum Backslash {
        PLAIN("'(?:[^']|'')*+'"),
        ESCAPES("'(?:[^'\\\\]|\\\\.|'')*+'");

        private final Pattern token;

        Backslash(String text) {
            token = Pattern.compile(TOKEN.formatted(text), Pattern.DOTALL);
        }
    }

    private static final String TOKEN =
            """
            (?<blank>\\s+|--[^\\n\\r]*)\
            |(?<comment>/\\*)\
            |(?<escaped>[uU]&")\
            |(?<text>[eE]'(?:[^'\\\\]|\\\\.|'')*+'|%s)\
            |(?<dollar>\\$(?:[\\p{L}_\\x{80}-\\x{10FFFF}][\\p{L}\\d_\\x{80}-\\x{10FFFF}]*)?\\$)\
            |(?<quoted>"(?:[^"]|"")*+")\
            |(?<name>[\\p{L}_\\x{80}-\\x{10FFFF}][\\p{L}\\d_$\\x{80}-\\x{10FFFF}]*)\
            |(?<other>.)""";

    public SqlTokens {
        called = List.copyOf(called);
        words = Set.copyOf(words);
        outerWords = Set.copyOf(outerWords);
    }

    public static SqlTokens of(String sql, Backslash backslash) {
        Optional<String> first = Optional.empty();
        List<String> called = new ArrayList<>();
        Set<String> words = new HashSet<>();
        Set<String> outerWords = new HashSet<>();
        boolean escaped = false;
        Optional<String> name = Optional.empty();
        int depth = 0;
        Matcher token = backslash.token.matcher(sql);
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
                depth++;
            } else if (token.group().equals(")")) {
                depth--;
            }
            name = name(token);
            if (token.group("name") != null) {
                name.ifPresent(words::add);
                (depth == 0 ? name : Optional.<String>empty()).ifPresent(outerWords::add);
            }
            first = first.or(() -> Optional.of(token.group().toLowerCase(Locale.ROOT)));
        }
        return new SqlTokens(first.orElse(""), called, words, outerWords, escaped);
    }

    /** The select may end in a semicolon, and a comment may follow that. */
    public static String withoutEnd(String select) {
        return select.replaceFirst(";\\s*(--[^\\n]*\\s*)*$", "");
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
