package dev.caravan.web;

import dev.caravan.pipeline.site.TableQuestion;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands behind the question mark of a request, each name once. */
record Parameters(SortedMap<String, String> values) {
    private static final String FILTER = "filter.";
    private static final Set<String> OF_TABLES = Set.of("q", "sort", "desc", "offset", "limit");
    private static final int ROWS_IF_NOT_ASKED = 50;
    private static final int MOST_ROWS = 10_000;

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** How many of a list are asked for. */
    int limit() {
        return (int) number("limit", ROWS_IF_NOT_ASKED, 1, MOST_ROWS);
    }

    TableQuestion table(String analysis) {
        SortedMap<String, String> filters = new TreeMap<>();
        SortedMap<String, String> parameters = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(FILTER)) {
                filters.put(name.substring(FILTER.length()), value);
            } else if (!OF_TABLES.contains(name)) {
                parameters.put(name, value);
            }
        });
        filters.values().removeIf(String::isEmpty);
        return new TableQuestion(
                analysis,
                parameters,
                text("q").orElse(""),
                text("sort"),
                flag("desc"),
                filters,
                number("offset", 0, 0, Long.MAX_VALUE),
                limit());
    }

    private boolean flag(String name) {
        return text(name)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new WrongQuestion(name + " is \"" + value + "\"", "Give true or false.");
                })
                .orElse(false);
    }

    private long number(String name, long otherwise, long least, long most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, with what would be one
        }
        throw new WrongQuestion(
                name + " is \"" + text.get() + "\"",
                most == Long.MAX_VALUE
                        ? "Give a whole number from " + least + " on."
                        : "Give a whole number from " + least + " to " + most + ".");
    }
}
