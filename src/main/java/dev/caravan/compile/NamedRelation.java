package dev.caravan.compile;

import dev.caravan.graph.NodeId;
import dev.caravan.sql.Dialect;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ref('x')} or {@code source('raw', 'coins')} means in a properties file.
 *
 * @param sql what {@code from} is followed by
 * @param refs the model, where it is one
 */
record NamedRelation(NodeId id, String name, String sql, SortedSet<String> refs) {
    private static final String QUOTED = "\\s*(?:'([^']+)'|\"([^\"]+)\")\\s*";
    private static final Pattern REF = Pattern.compile("\\s*ref\\(" + QUOTED + "\\)\\s*");
    private static final Pattern SOURCE = Pattern.compile("\\s*source\\(" + QUOTED + "," + QUOTED + "\\)\\s*");

    /** Nothing where the text names no relation that exists. */
    static Optional<NamedRelation> find(String text, Names names, Dialect dialect) {
        Matcher ref = REF.matcher(text);
        if (ref.matches()) {
            String name = quoted(ref, 1);
            return names.model(name)
                    .map(relation -> new NamedRelation(
                            NodeId.model(name), name, names.sqlOf(name, dialect), new TreeSet<>(Set.of(name))));
        }
        Matcher source = SOURCE.matcher(text);
        return source.matches()
                ? names.source(quoted(source, 1), quoted(source, 3))
                        .map(table -> new NamedRelation(
                                table.id(), table.name(), table.relation().render(dialect), new TreeSet<>()))
                : Optional.empty();
    }

    private static String quoted(Matcher matcher, int group) {
        return Optional.ofNullable(matcher.group(group)).orElseGet(() -> matcher.group(group + 1));
    }

    /** The name as a part of another name: {@code raw.coins} becomes {@code raw_coins}. */
    String joined() {
        return name.replace('.', '_');
    }
}
