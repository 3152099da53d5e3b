package dev.caravan.compile;

import static java.util.stream.Collectors.joining;

import dev.caravan.project.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code measures} of a model in a properties file. */
final class MeasureReader {
    private static final Set<String> KEYS = Set.of("name", "description", "agg", "column", "format", "dax");

    private final Problems problems;

    MeasureReader(Problems problems) {
        this.problems = problems;
    }

    /** @param columns those that the file describes; where there are none, nobody knows which exist */
    List<Measure> read(YamlMap model, List<ColumnProperties> columns) {
        List<String> names = columns.stream().map(ColumnProperties::name).toList();
        List<Measure> measures = new ArrayList<>();
        for (YamlValue item : model.list("measures")) {
            item.map("a measure").flatMap(measure -> readOne(measure, names)).ifPresent(measures::add);
        }
        return List.copyOf(measures);
    }

    private Optional<Measure> readOne(YamlMap measure, List<String> columns) {
        measure.allowOnly("a measure", KEYS);
        Optional<String> name = measure.required("name", "a measure");
        Optional<Measure.Formula> formula = formula(measure, columns);
        name.filter(found -> columns.stream().anyMatch(found::equalsIgnoreCase))
                .ifPresent(found -> problems.add(
                        measure.place("name"),
                        "measure \"" + found + "\" is named like a column",
                        "Say what it does with the column, such as \"Average " + found + "\"."));
        return name.flatMap(found -> formula.map(how -> new Measure(
                found,
                measure.text("description").strip(),
                measure.text("format").strip(),
                how,
                measure.place("name"))));
    }

    private Optional<Measure.Formula> formula(YamlMap measure, List<String> columns) {
        String word = measure.text("agg").strip();
        String dax = measure.text("dax").strip();
        if (word.isEmpty() == dax.isEmpty()) {
            problems.add(
                    measure.place(),
                    word.isEmpty() ? "a measure has neither agg nor dax" : "a measure has both agg and dax",
                    "Give \"agg: " + String.join("|", Aggregation.words()) + "\" with a column, or \"dax: …\".");
            return Optional.empty();
        }
        return dax.isEmpty() ? aggregate(measure, word, columns) : dax(measure, dax);
    }

    private Optional<Measure.Formula> dax(YamlMap measure, String expression) {
        if (measure.get("column").isPresent()) {
            problems.add(measure.place("column"), "column is set beside dax", "Name the column in the expression.");
            return Optional.empty();
        }
        return Optional.of(new Measure.Formula.Dax(expression));
    }

    private Optional<Measure.Formula> aggregate(YamlMap measure, String word, List<String> columns) {
        Optional<Aggregation> aggregation = Aggregation.ofWord(word);
        String column = measure.text("column").strip();
        if (aggregation.isEmpty()) {
            problems.add(
                    measure.place("agg"),
                    "agg is \"" + word + "\"",
                    Suggestion.didYouMean(
                            word,
                            Aggregation.words(),
                            "Choose one of " + String.join(", ", Aggregation.words()) + "."));
            return Optional.empty();
        }
        if (column.isEmpty() && aggregation.get() != Aggregation.COUNT) {
            problems.add(measure.place("agg"), word + " has no column", "Add \"column: …\"; only count does without.");
            return Optional.empty();
        }
        if (!column.isEmpty() && !columns.isEmpty() && !columns.contains(column)) {
            problems.add(
                    measure.place("column"),
                    "no column \"" + column + "\" is described",
                    Suggestion.didYouMean(
                            column,
                            columns,
                            "There are " + columns.stream().sorted().collect(joining(", ")) + "."));
            return Optional.empty();
        }
        return Optional.of(new Measure.Formula.Aggregate(
                aggregation.get(), Optional.of(column).filter(text -> !text.isEmpty())));
    }
}
