package dev.caravan.standin;

import dev.caravan.standin.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Takes SQL apart: comments that nest, quotes, dollar quotes, backslashes that escape as in Redshift's literals. */
final class Tokenizer {
    private static final String OPERATORS = "+-*/<>=~!@#%^&|`?";

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Tokenizer(String sql) {
        this.sql = sql;
    }

    static List<Token> tokens(String sql) {
        return new Tokenizer(sql).run();
    }

    private List<Token> run() {
        for (String before = gap(); position < sql.length(); before = gap()) {
            int start = position;
            Kind kind = next();
            tokens.add(new Token(kind, sql.substring(start, position), before));
        }
        return tokens;
    }

    private String gap() {
        int start = position;
        while (position < sql.length()) {
            if (Character.isWhitespace(sql.charAt(position))) {
                position++;
            } else if (sql.startsWith("--", position)) {
                int end = sql.indexOf('\n', position);
                position = end < 0 ? sql.length() : end;
            } else if (sql.startsWith("/*", position)) {
                skipBlockComment();
            } else {
                break;
            }
        }
        return sql.substring(start, position);
    }

    private void skipBlockComment() {
        int depth = 0;
        do {
            if (sql.startsWith("/*", position)) {
                depth++;
                position += 2;
            } else if (sql.startsWith("*/", position)) {
                depth--;
                position += 2;
            } else {
                position++;
            }
        } while (depth > 0 && position < sql.length());
    }

    private Kind next() {
        char first = sql.charAt(position);
        if (first == '\'') {
            return quotedText();
        }
        if ((first == 'e' || first == 'E') && sql.startsWith("'", position + 1)) {
            position++;
            return quotedText();
        }
        if (first == '"') {
            return quotedName();
        }
        if (Character.isDigit(first) || first == '.' && isDigit(position + 1)) {
            return number();
        }
        if (Character.isLetter(first) || first == '_' || first > 127 || startsTemporaryName()) {
            return word();
        }
        if (first == '$') {
            return isDigit(position + 1) ? parameter() : dollarQuoted();
        }
        return sign(first);
    }

    private Kind quotedText() {
        position++;
        while (position < sql.length()) {
            char at = sql.charAt(position++);
            if (at == '\\') {
                position++;
            } else if (at == '\'' && !sql.startsWith("'", position)) {
                return Kind.TEXT;
            } else if (at == '\'') {
                position++;
            }
        }
        throw Refusal.of("42601", "unterminated quoted string");
    }

    private Kind quotedName() {
        position++;
        while (position < sql.length()) {
            if (sql.charAt(position++) == '"') {
                if (!sql.startsWith("\"", position)) {
                    return Kind.QUOTED_NAME;
                }
                position++;
            }
        }
        throw Refusal.of("42601", "unterminated quoted identifier");
    }

    private Kind number() {
        while (position < sql.length() && (isDigit(position) || sql.charAt(position) == '.')) {
            position++;
        }
        int exponent = position;
        if (exponent < sql.length() && (sql.charAt(exponent) == 'e' || sql.charAt(exponent) == 'E')) {
            exponent++;
            if (exponent < sql.length() && (sql.charAt(exponent) == '+' || sql.charAt(exponent) == '-')) {
                exponent++;
            }
            if (isDigit(exponent)) {
                position = exponent;
                while (isDigit(position)) {
                    position++;
                }
            }
        }
        return Kind.NUMBER;
    }

    /** {@code #name} is a temporary table where no value stands before it; between values # is an operator. */
    private boolean startsTemporaryName() {
        if (sql.charAt(position) != '#' || position + 1 == sql.length()) {
            return false;
        }
        Token last = tokens.isEmpty() ? Token.sign(",") : tokens.get(tokens.size() - 1);
        return Character.isLetter(sql.charAt(position + 1))
                && (last.isAny("table", "into", "from", "join", "update", "exists", ",", "using", "truncate", "only")
                        || last.isAny("view", "copy", "like"));
    }

    private Kind word() {
        position++;
        while (position < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(position))
                        || "_$".indexOf(sql.charAt(position)) >= 0
                        || sql.charAt(position) > 127)) {
            position++;
        }
        return Kind.WORD;
    }

    private Kind parameter() {
        position++;
        while (isDigit(position)) {
            position++;
        }
        return Kind.PARAMETER;
    }

    private Kind dollarQuoted() {
        int tagEnd = sql.indexOf('$', position + 1);
        if (tagEnd < 0) {
            position++;
            return Kind.SIGN;
        }
        String tag = sql.substring(position, tagEnd + 1);
        int end = sql.indexOf(tag, tagEnd + 1);
        if (end < 0) {
            throw Refusal.of("42601", "unterminated dollar-quoted string");
        }
        position = end + tag.length();
        return Kind.TEXT;
    }

    private Kind sign(char first) {
        position++;
        if (first == ':' && sql.startsWith(":", position)) {
            position++;
        } else if (OPERATORS.indexOf(first) >= 0) {
            while (position < sql.length()
                    && OPERATORS.indexOf(sql.charAt(position)) >= 0
                    && !sql.startsWith("--", position)
                    && !sql.startsWith("/*", position)) {
                // "=-1" and "*-1" are two signs
                if ("+-".indexOf(sql.charAt(position)) >= 0) {
                    break;
                }
                position++;
            }
        }
        return Kind.SIGN;
    }

    private boolean isDigit(int at) {
        return at < sql.length() && Character.isDigit(sql.charAt(at));
    }
}
