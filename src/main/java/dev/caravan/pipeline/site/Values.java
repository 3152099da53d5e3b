package dev.caravan.pipeline.site;

import dev.caravan.compile.Analysis;
import dev.caravan.compile.Parameter;
import dev.caravan.project.Problem;
import dev.caravan.project.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the parameters of an analysis are given, checked. */
final class Values {
    private static final int LONGEST = 1_000;

    private Values() {}

    /**
     * One value for each place of the analysis's select, in order.
     *
     * @throws QuestionException with everything that is wrong with what is given
     */
    static List<Object> of(Analysis analysis, SortedMap<String, String> given) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> values = new TreeMap<>();
        for (Parameter parameter : analysis.parameters()) {
            values.put(
                    parameter.name(),
                    value(analysis, parameter, Optional.ofNullable(given.get(parameter.name())), problems));
        }
        given.keySet().stream()
                .filter(name -> !values.containsKey(name))
                .forEach(name -> problems.add(Problem.at(
                        analysis.name(),
                        "there is no parameter \"" + name + "\"",
                        Suggestion.didYouMean(
                                name,
                                values.keySet(),
                                values.isEmpty()
                                        ? "It has none."
                                        : "There are " + String.join(", ", values.keySet()) + "."))));
        if (!problems.isEmpty()) {
            throw new QuestionException(problems);
        }
        return analysis.bindings().stream().map(values::get).toList();
    }

    private static Object value(
            Analysis analysis, Parameter parameter, Optional<String> given, List<Problem> problems) {
        Optional<String> text = given.or(parameter::otherwise);
        if (text.isEmpty()) {
            problems.add(Problem.at(
                    analysis.name(),
                    "parameter \"" + parameter.name() + "\" has no value",
                    "Give " + parameter.type().form() + "."));
            return Optional.empty();
        }
        try {
            if (text.get().length() <= LONGEST) {
                return parameter.type().value(text.get());
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        String shown = text.get().substring(0, Math.min(text.get().length(), 100));
        problems.add(Problem.at(
                analysis.name(),
                "parameter \"" + parameter.name() + "\" is \"" + shown + "\"",
                "Give " + parameter.type().form() + "."));
        return Optional.empty();
    }
}
