package dev.caravan.docs.powerbi;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** Writes one TMDL file: objects and properties, a tab for each level. */
final class Tmdl {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    /** A name as TMDL wants it: in single quotes where it holds more than letters, digits and underscores. */
    static String name(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : "'" + name.replace("'", "''") + "'";
    }

    /** A description, on the lines above what it describes. */
    Tmdl describe(String description) {
        description.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> line("/// " + line));
        return this;
    }

    /** Begins an object; what follows belongs to it. */
    Tmdl begin(String declaration) {
        line(declaration);
        depth++;
        return this;
    }

    /** What follows belongs to the expression's object. */
    Tmdl indent() {
        depth++;
        return this;
    }

    Tmdl end() {
        depth--;
        text.append('\n');
        return this;
    }

    Tmdl property(String name, String value) {
        return line(name + ": " + value);
    }

    Tmdl flag(String name) {
        return line(name);
    }

    /** A property, or an object, that is an expression: on its line where it is one line, else below. */
    Tmdl expression(String declaration, String expression) {
        List<String> lines = expression.strip().lines().toList();
        if (lines.size() == 1) {
            return line(declaration + " = " + lines.get(0));
        }
        line(declaration + " =");
        // two levels deeper: one would be that of the object's own properties
        depth += 2;
        lines.forEach(this::line);
        depth -= 2;
        return this;
    }

    Tmdl line(String line) {
        if (!line.isBlank()) {
            text.append("\t".repeat(depth)).append(line.stripTrailing());
        }
        text.append('\n');
        return this;
    }

    String text() {
        return text.toString().lines().collect(joining("\n")).strip() + "\n";
    }
}
