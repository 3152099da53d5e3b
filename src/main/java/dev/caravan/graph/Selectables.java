package dev.caravan.graph;

import static java.util.stream.Collectors.toCollection;

import dev.caravan.project.Suggestion;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The nodes that a selector chooses from, with their edges. Immutable. */
public final class Selectables {
    private final Graph graph;
    private final SortedMap<NodeId, Selectable> nodes = new TreeMap<>();

    public Selectables(Graph graph, Collection<Selectable> nodes) {
        this.graph = graph;
        nodes.forEach(node -> this.nodes.put(node.id(), node));
    }

    Graph graph() {
        return graph;
    }

    SortedSet<NodeId> all() {
        return new TreeSet<>(nodes.keySet());
    }

    SortedSet<NodeId> named(Method method, Glob glob) {
        return nodes.values().stream()
                .filter(node -> method.matches(glob, node))
                .map(Selectable::id)
                .collect(toCollection(TreeSet::new));
    }

    /** As in dbt ("eager"), a test belongs to a selection that holds any node which it reads. */
    SortedSet<NodeId> withTests(SortedSet<NodeId> selected) {
        SortedSet<NodeId> all = new TreeSet<>(selected);
        for (NodeId node : selected) {
            graph.children(node).stream()
                    .filter(child ->
                            nodes.containsKey(child) && nodes.get(child).isTest())
                    .forEach(all::add);
        }
        return all;
    }

    String suggestion(Method method, String value) {
        return Suggestion.didYouMean(
                value,
                nodes.values().stream().flatMap(method::suggestions).collect(toCollection(TreeSet::new)),
                "\"caravan ls\" lists what can be named.");
    }
}
