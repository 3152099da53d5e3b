package dev.caravan.run;

import dev.caravan.compile.DataTest;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Model;
import dev.caravan.compile.Severity;
import dev.caravan.graph.Graph;
import dev.caravan.graph.NodeId;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which selected nodes each selected node waits for: the models before it, and the tests that accuse one of those. A test
 * that reads more than the node comes from cannot hold it up, or the two would wait for each other.
 */
final class RunOrder {
    private final SortedMap<NodeId, SortedSet<NodeId>> waitsFor = new TreeMap<>();

    RunOrder(Manifest manifest, Collection<NodeId> selected) {
        Graph graph = manifest.graph();
        List<DataTest> gates = manifest.tests().stream()
                .filter(test -> selected.contains(test.id()) && test.severity() == Severity.ERROR)
                .toList();
        for (NodeId id : selected) {
            SortedSet<NodeId> before = graph.ancestors(id);
            SortedSet<NodeId> waits = new TreeSet<>(before);
            waits.retainAll(selected);
            if (manifest.node(id) instanceof Model) {
                gates.stream()
                        .filter(test -> before.containsAll(test.dependsOn()))
                        .forEach(test -> waits.add(test.id()));
            }
            waitsFor.put(id, waits);
        }
    }

    SortedSet<NodeId> waitsFor(NodeId id) {
        return waitsFor.get(id);
    }
}
