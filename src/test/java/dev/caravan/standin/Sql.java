package dev.caravan.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One statement as tokens, and the questions that rules and translations ask of it. Immutable. */
record Sql(List<Token> tokens) {
    Sql {
        tokens = List.copyOf(tokens);
    }

    static Sql of(String text) {
        return new Sql(Tokenizer.tokens(text));
    }

    /** The statements of a text, without the semicolons between them; a text without any gives an empty list. */
    static List<Sql> split(String text) {
        List<Sql> statements = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        for (Token token : Tokenizer.tokens(text)) {
            if (!token.is(";")) {
                current.add(token);
            } else if (!current.isEmpty()) {
                statements.add(new Sql(current));
                current = new ArrayList<>();
            }
        }
        if (!current.isEmpty()) {
            statements.add(new Sql(current));
        }
        return statements;
    }

    /** A literal that reads the same whether or not backslashes escape. */
    static String literal(String content) {
        String quoted = "'" + content.replace("'", "''") + "'";
        return content.contains("\\") ? "E" + quoted.replace("\\", "\\\\") : quoted;
    }

    static String quote(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    String render() {
        StringBuilder text = new StringBuilder();
        Token last = Token.sign("");
        for (Token token : tokens) {
            // "1when" is two tokens to Redshift, and an error to PostgreSQL
            boolean touch = last.kind() == Token.Kind.NUMBER
                    && token.isName()
                    && token.before().isEmpty();
            text.append(touch ? " " : token.before()).append(token.text());
            last = token;
        }
        return text.toString();
    }

    /** The statement without the comments before it. */
    String body() {
        return tokens.isEmpty() ? "" : render().substring(tokens.get(0).before().length());
    }

    int size() {
        return tokens.size();
    }

    Token at(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : Token.sign("");
    }

    /** The first keyword, folded: {@code select}, {@code with}, {@code create}. */
    String verb() {
        return at(0).text().toLowerCase(Locale.ROOT);
    }

    boolean isAt(int index, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!at(index + i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    boolean starts(String... words) {
        return isAt(0, words);
    }

    boolean has(String... words) {
        return find(0, words) >= 0;
    }

    /** Where these keywords and signs stand in a row, or -1. */
    int find(int from, String... words) {
        for (int i = from; i <= tokens.size() - words.length; i++) {
            if (isAt(i, words)) {
                return i;
            }
        }
        return -1;
    }

    /** Like {@link #find}, but not inside parentheses. */
    int findOutside(int from, String... words) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            if (depth == 0 && isAt(i, words)) {
                return i;
            }
            depth += at(i).is("(") ? 1 : at(i).is(")") ? -1 : 0;
            if (depth < 0) {
                return -1;
            }
        }
        return -1;
    }

    /** Where the parenthesis that opens at {@code open} closes. */
    int close(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += at(i).is("(") ? 1 : at(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw Refusal.of("42601", "syntax error at end of input");
    }

    Sql slice(int from, int to) {
        return new Sql(tokens.subList(from, to));
    }

    Sql replace(int from, int to, List<Token> with) {
        List<Token> changed = new ArrayList<>(tokens.subList(0, from));
        changed.addAll(with);
        changed.addAll(tokens.subList(to, tokens.size()));
        return new Sql(changed);
    }

    Sql replace(int from, int to, String with) {
        return replace(from, to, Tokenizer.tokens(" " + with));
    }

    Sql remove(int from, int to) {
        return replace(from, to, List.of());
    }

    /** What stands between commas inside the parenthesis that opens at {@code open}. */
    List<Sql> arguments(int open) {
        List<Sql> arguments = new ArrayList<>();
        int end = close(open);
        int start = open + 1;
        int depth = 0;
        for (int i = open + 1; i < end; i++) {
            depth += at(i).is("(") ? 1 : at(i).is(")") ? -1 : 0;
            if (depth == 0 && at(i).is(",")) {
                arguments.add(slice(start, i));
                start = i + 1;
            }
        }
        if (start < end) {
            arguments.add(slice(start, end));
        }
        return arguments;
    }

    /** The dotted name that begins at {@code index}; empty where none does. */
    Name nameAt(int index) {
        List<String> parts = new ArrayList<>();
        int i = index;
        while (at(i).isName()) {
            parts.add(at(i).name());
            i++;
            if (!at(i).is(".")) {
                break;
            }
            i++;
        }
        return new Name(parts, i);
    }

    /** A dotted name and the place after it. */
    record Name(List<String> parts, int end) {
        Name {
            parts = List.copyOf(parts);
        }

        boolean isEmpty() {
            return parts.isEmpty();
        }

        String last() {
            return parts.get(parts.size() - 1);
        }

        String render() {
            return String.join(".", parts.stream().map(Sql::quote).toList());
        }

        @Override
        public String toString() {
            return String.join(".", parts);
        }
    }
}
