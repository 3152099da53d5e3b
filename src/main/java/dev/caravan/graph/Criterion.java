package dev.caravan.graph;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.project.Suggestion;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One part of a selector: a method, a value, and how far to follow edges from what it names.
 *
 * @param up edges towards parents, {@code Integer.MAX_VALUE} for all
 * @param withAncestorsOfDescendants the {@code @} before it
 */
record Criterion(String text, Method method, String value, int up, int down, boolean withAncestorsOfDescendants) {
    private static final Pattern FORM = Pattern.compile("(@)?(?:(\\d*)(\\+))?(?:([a-z_.]+):)?(.*?)(?:(\\+)(\\d*))?");

    /** @param option what the person typed before it, {@code --select} or {@code --exclude}; the place of a problem */
    static Criterion parse(String option, String text) {
        Matcher form = FORM.matcher(text);
        // a comma is left where one side of it is empty
        if (!form.matches() || form.group(5).isEmpty() || text.contains(",") || isTwice(form)) {
            throw new CaravanException(
                    Problem.at(
                            option + " " + text,
                            "is no selector",
                            "Name nodes as in dim_coin, +dim_coin, dim_coin+, 2+dim_coin+1, @dim_coin, tag:daily or models/star."));
        }
        String value = form.group(5);
        return new Criterion(
                text,
                method(option, text, Optional.ofNullable(form.group(4)), value),
                value.endsWith("/") ? value.substring(0, value.length() - 1) : value,
                depth(form.group(3), form.group(2)),
                depth(form.group(6), form.group(7)),
                form.group(1) != null);
    }

    /** Everything before comes with the {@code @}; a plus beside it is a slip. */
    private static boolean isTwice(Matcher form) {
        return form.group(1) != null && form.group(3) != null;
    }

    private static Method method(String option, String text, Optional<String> word, String value) {
        if (word.isEmpty()) {
            return value.contains("/") || value.endsWith(".sql") || value.endsWith(".yml") ? Method.PATH : Method.NAME;
        }
        return Method.ofWord(word.get())
                .orElseThrow(() -> new CaravanException(Problem.at(
                        option + " " + text,
                        "\"" + word.get() + "\" is no method of selecting",
                        Suggestion.didYouMean(
                                word.get(),
                                Method.words(),
                                "There are " + Method.words().stream().sorted().collect(joining(", ")) + "."))));
    }

    private static int depth(String plus, String digits) {
        if (plus == null) {
            return 0;
        }
        // more digits than an int has say "all" as well as any
        return digits.isEmpty() || digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    /** @throws dev.caravan.project.CaravanException where it names nothing: a typing error must not select nothing */
    SortedSet<NodeId> select(String option, Selectables nodes) {
        SortedSet<NodeId> named = nodes.named(method, Glob.of(value));
        if (named.isEmpty()) {
            throw new CaravanException(
                    Problem.at(option + " " + text, "names no node", nodes.suggestion(method, value)));
        }
        SortedSet<NodeId> selected = new TreeSet<>(named);
        for (NodeId node : named) {
            selected.addAll(nodes.graph().ancestors(node, up));
            selected.addAll(nodes.graph().descendants(node, down));
        }
        if (withAncestorsOfDescendants) {
            named.forEach(node -> selected.addAll(nodes.graph().descendants(node)));
            selected.addAll(selected.stream()
                    .flatMap(node -> nodes.graph().ancestors(node).stream())
                    .collect(toCollection(TreeSet::new)));
        }
        return nodes.withTests(selected);
    }
}
