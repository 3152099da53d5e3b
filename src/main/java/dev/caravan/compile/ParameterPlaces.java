package dev.caravan.compile;

import static dev.caravan.compile.TemplateValues.text;

import dev.caravan.project.Suggestion;
import dev.caravan.sql.Dialect;
import freemarker.template.TemplateModelException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The function {@code param} of one rendering of an analysis. It prints a mark, and never a value: where the marks stand in
 * the text that comes out, a template that moves text around included, is where values are bound.
 */
final class ParameterPlaces {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final char BEGIN = '\uE000';
    private static final char END = '\uE001';
    // what a value cannot be bound in, a mark, and a place that nobody declared
    private static final Pattern PIECES =
            Pattern.compile("(?<closed>'(?:[^']|'')*+'|\"(?:[^\"]|\"\")*+\"|--[^\\n]*+|/\\*(?s:.*?)\\*/)|" + BEGIN
                    + "(?<name>[a-z0-9_]+)" + END + "|(?<place>\\?)");

    private final Dialect dialect;
    private final Problems problems;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();

    ParameterPlaces(Dialect dialect, Problems problems) {
        this.dialect = dialect;
        this.problems = problems;
    }

    /** The select with its places, and what is bound in each. */
    record Bound(String sql, List<String> bindings) {}

    LanguageFunction function() {
        return new LanguageFunction("param(name, type[, default])", 2, 3, this::param);
    }

    /** In the order in which the template first names them. */
    List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    private Object param(List<Object> given) throws TemplateModelException {
        String name = text(given.get(0));
        String word = text(given.get(1));
        Optional<ParameterType> type = ParameterType.ofWord(word);
        if (!NAME.matcher(name).matches()) {
            tell(
                    "param(\"" + name + "\") is no name of a parameter",
                    "Use lower-case letters, digits and underscores.");
            return "null";
        }
        if (type.isEmpty()) {
            tell(
                    "param(\"" + name + "\") has the unknown type \"" + word + "\"",
                    Suggestion.didYouMean(
                            word,
                            ParameterType.words(),
                            "Choose one of " + String.join(", ", ParameterType.words()) + "."));
            return "null";
        }
        Optional<String> otherwise = given.size() > 2 ? Optional.of(text(given.get(2))) : Optional.empty();
        declare(new Parameter(name, type.get(), otherwise, ""));
        return "cast(" + BEGIN + name + END + " as "
                + dialect.typeName(type.get().sqlType()) + ")";
    }

    private void declare(Parameter parameter) {
        parameter.otherwise().ifPresent(text -> {
            try {
                parameter.type().value(text);
            } catch (IllegalArgumentException e) {
                tell(
                        "param(\"" + parameter.name() + "\") has the default \"" + text + "\"",
                        "Give " + parameter.type().form() + ", or \"\" for none.");
            }
        });
        Parameter earlier = parameters.putIfAbsent(parameter.name(), parameter);
        if (earlier == null || earlier.equals(parameter)) {
            return;
        }
        if (earlier.type() != parameter.type()) {
            tell(
                    "param(\"" + parameter.name() + "\") is a "
                            + parameter.type().word() + " here and a "
                            + earlier.type().word() + " before",
                    "Give it one type everywhere.");
        } else if (parameter.otherwise().isPresent() && earlier.otherwise().isPresent()) {
            tell("param(\"" + parameter.name() + "\") has another default than before", "Give it one default.");
        } else if (parameter.otherwise().isPresent()) {
            // the default need not be repeated, wherever it stands
            parameters.put(parameter.name(), parameter);
        }
    }

    private void tell(String what, String remedy) {
        problems.add(TemplateProblems.here(), what, remedy);
    }

    Bound bind(String rendered, SourceFile file) {
        StringBuilder sql = new StringBuilder();
        List<String> bindings = new ArrayList<>();
        Matcher piece = PIECES.matcher(rendered);
        while (piece.find()) {
            if (piece.group("name") != null) {
                bindings.add(piece.group("name"));
                piece.appendReplacement(sql, Matcher.quoteReplacement("/* " + piece.group("name") + " */ ?"));
                continue;
            }
            if (piece.group("place") != null) {
                problems.add(
                        file.place(),
                        "has a question mark outside of a text",
                        "Values are bound by ${param(\"name\", \"type\")}.");
            } else if (piece.group("closed").indexOf(BEGIN) >= 0) {
                problems.add(
                        file.place(),
                        "has a parameter inside of quotes or of a comment",
                        "A parameter is a value of its own: write it without quotes, such as symbol = ${param(\"symbol\", \"text\")}.");
            }
            piece.appendReplacement(sql, Matcher.quoteReplacement(piece.group()));
        }
        return new Bound(piece.appendTail(sql).toString(), bindings);
    }
}
