package dev.caravan.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/** A way of naming nodes: the word before the colon of a selector. */
enum Method {
    NAME("name", Method::isNamed, node -> Stream.of(node.name())),
    TAG("tag", (glob, node) -> node.tags().stream().anyMatch(glob::matches), node -> node.tags().stream()),
    PATH("path", Method::liesIn, node -> Stream.of(node.path())),
    SOURCE("source", Method::isSource, node -> only("source", node)),
    RESOURCE_TYPE("resource_type", (glob, node) -> glob.matches(node.resourceType()), n -> Stream.of(n.resourceType())),
    TEST_TYPE("test_type", (glob, node) -> glob.matches(node.testType()), node -> Stream.of(node.testType())),
    MATERIALIZED(
            "config.materialized",
            (glob, node) -> glob.matches(node.materialized()),
            node -> Stream.of(node.materialized()));

    private final String word;
    private final BiPredicate<Glob, Selectable> matches;
    private final Function<Selectable, Stream<String>> suggestions;

    Method(String word, BiPredicate<Glob, Selectable> matches, Function<Selectable, Stream<String>> suggestions) {
        this.word = word;
        this.matches = matches;
        this.suggestions = suggestions;
    }

    static Optional<Method> ofWord(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word.equals(word))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(method -> method.word).toList();
    }

    boolean matches(Glob glob, Selectable node) {
        return matches.test(glob, node);
    }

    /** What could have been written after the colon to name this node. */
    Stream<String> suggestions(Selectable node) {
        return suggestions.apply(node).filter(text -> !text.isEmpty());
    }

    /** As in dbt, {@code star} and {@code star.*} name what lies in that folder. */
    private static boolean isNamed(Glob glob, Selectable node) {
        if (node.resourceType().equals("source")) {
            return false;
        }
        if (glob.matches(node.name())) {
            return true;
        }
        StringBuilder folder = new StringBuilder();
        for (String part : node.folders()) {
            folder.append(folder.isEmpty() ? "" : ".").append(part);
            if (glob.matches(folder.toString())) {
                return true;
            }
        }
        return !folder.isEmpty() && glob.matches(folder + "." + node.name());
    }

    private static boolean liesIn(Glob glob, Selectable node) {
        for (String path = node.path(); !path.isEmpty(); path = path.substring(0, Math.max(0, path.lastIndexOf('/')))) {
            if (glob.matches(path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSource(Glob glob, Selectable node) {
        return node.resourceType().equals("source")
                && (glob.matches(node.name())
                        || glob.matches(node.name().substring(0, node.name().indexOf('.'))));
    }

    private static Stream<String> only(String resourceType, Selectable node) {
        return node.resourceType().equals(resourceType) ? Stream.of(node.name()) : Stream.empty();
    }
}
