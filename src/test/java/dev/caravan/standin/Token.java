package dev.caravan.standin;

import java.util.Locale;

/**
 * One word, name, literal or sign of a statement.
 *
 * @param before white space and comments that stand before it, so that joining the tokens gives the text again
 */
record Token(Kind kind, String text, String before) {

    enum Kind {
        WORD,
        QUOTED_NAME,
        TEXT,
        NUMBER,
        PARAMETER,
        SIGN
    }

    static Token word(String text) {
        return new Token(Kind.WORD, text, " ");
    }

    static Token sign(String text) {
        return new Token(Kind.SIGN, text, "");
    }

    static Token text(String content) {
        return new Token(Kind.TEXT, Sql.literal(content), " ");
    }

    /** Whether it is this keyword, not quoted, or this sign. */
    boolean is(String wanted) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(wanted);
    }

    boolean isAny(String... wanted) {
        for (String one : wanted) {
            if (is(one)) {
                return true;
            }
        }
        return false;
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /** The name that it means: folded, without quotes. */
    String name() {
        return kind == Kind.QUOTED_NAME
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text.toLowerCase(Locale.ROOT);
    }

    /** What a text literal says. */
    String content() {
        if (text.startsWith("$")) {
            int tag = text.indexOf('$', 1) + 1;
            return text.substring(tag, text.length() - tag);
        }
        String inner = text.substring(text.indexOf('\'') + 1, text.length() - 1);
        return inner.replace("''", "'").replaceAll("\\\\(.)", "$1");
    }

    Token as(String other) {
        return new Token(kind, other, before);
    }

    Token after(String space) {
        return new Token(kind, text, space);
    }
}
