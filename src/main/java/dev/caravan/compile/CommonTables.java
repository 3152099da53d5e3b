package dev.caravan.compile;

import static java.util.stream.Collectors.joining;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes inlined models into a select as common tables, the way dbt does with ephemeral ones: each once, after those that
 * it reads.
 */
final class CommonTables {
    // blanks and comments, then "with" and perhaps "recursive"
    private static final Pattern WITH = Pattern.compile(
            "\\A(?:\\s++|--[^\\n]*+|/\\*(?s:.*?)\\*/)*+(with\\b(?:\\s+recursive\\b)?)", Pattern.CASE_INSENSITIVE);

    private final Map<String, Rendered> bodies;
    private final Map<String, Integer> positions;

    /**
     * @param bodies the rendered text of each inlined model, by name
     * @param positions where each model stands in the order of dependencies
     */
    CommonTables(Map<String, Rendered> bodies, Map<String, Integer> positions) {
        this.bodies = bodies;
        this.positions = positions;
    }

    /**
     * @param sql with its id sets marked
     * @param refs the models that the select refers to, inlined or not
     */
    Select writeInto(String sql, SortedSet<String> refs) {
        return Select.ofMarked(written(sql, refs));
    }

    private String written(String sql, SortedSet<String> refs) {
        List<String> inlined = inlinedBehind(refs);
        if (inlined.isEmpty()) {
            return sql;
        }
        String tables = inlined.stream()
                .map(name ->
                        Names.commonTable(name) + " as (\n" + bodies.get(name).sql() + ")")
                .collect(joining(",\n"));
        Matcher with = WITH.matcher(sql);
        if (!with.find()) {
            return "with " + tables + "\n" + sql;
        }
        return sql.substring(0, with.end(1)) + " " + tables + "," + sql.substring(with.end(1));
    }

    private List<String> inlinedBehind(SortedSet<String> refs) {
        Set<String> found = new HashSet<>();
        Deque<String> left = new ArrayDeque<>(refs);
        while (!left.isEmpty()) {
            String name = left.remove();
            if (bodies.containsKey(name) && found.add(name)) {
                left.addAll(bodies.get(name).models());
            }
        }
        return found.stream().sorted(Comparator.comparing(positions::get)).toList();
    }
}
