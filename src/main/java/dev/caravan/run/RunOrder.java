package dev.caravan.run;

import dev.caravan.compile.DataTest;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Model;
import dev.caravan.compile.Severity;
import dev.caravan.graph.Graph;
import dev.caravan.graph.NodeId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which selected nodes each selected node waits for: the nearest before it, and the tests that accuse what it comes from.
 * As in dbt, a test holds up the models that come from everything which it reads; one that reads more than a model comes
 * from cannot hold that model up, or the two could wait for each other.
 */
final class RunOrder {
    private final Graph graph;
    private final SortedSet<NodeId> selected;
    private final SortedMap<NodeId, SortedSet<NodeId>> waitsFor = new TreeMap<>();

    RunOrder(Manifest manifest, SortedSet<NodeId> selected) {
        this.graph = manifest.graph();
        this.selected = selected;
        waitForParents();
        waitForTests(manifest);
    }

    SortedSet<NodeId> waitsFor(NodeId id) {
        return waitsFor.get(id);
    }

    /** Through a node that is not selected, a node waits for what that one would wait for. */
    private void waitForParents() {
        Map<NodeId, SortedSet<NodeId>> nearest = new HashMap<>();
        for (NodeId id : graph.order()) {
            SortedSet<NodeId> before = new TreeSet<>();
            for (NodeId parent : graph.parents(id)) {
                before.addAll(selected.contains(parent) ? Collections.singleton(parent) : nearest.get(parent));
            }
            nearest.put(id, before);
            if (selected.contains(id)) {
                waitsFor.put(id, new TreeSet<>(before));
            }
        }
    }

    private void waitForTests(Manifest manifest) {
        Map<List<NodeId>, SortedSet<NodeId>> heldUp = new HashMap<>();
        for (DataTest test : manifest.tests()) {
            if (selected.contains(test.id()) && test.severity() == Severity.ERROR) {
                heldUp.computeIfAbsent(test.dependsOn(), read -> heldUpBy(manifest, read))
                        .forEach(model -> waitsFor.get(model).add(test.id()));
            }
        }
    }

    /** The selected models that come from all of the nodes; where one comes from another, that one's wait is enough. */
    private SortedSet<NodeId> heldUpBy(Manifest manifest, List<NodeId> read) {
        SortedSet<NodeId> models = new TreeSet<>();
        for (int i = 0; i < read.size(); i++) {
            SortedSet<NodeId> after = graph.descendants(read.get(i));
            if (i == 0) {
                after.stream().filter(id -> manifest.node(id) instanceof Model).forEach(models::add);
            } else {
                models.retainAll(after);
            }
        }
        models.retainAll(selected);
        SortedSet<NodeId> first = new TreeSet<>(models);
        first.removeIf(model -> graph.parents(model).stream().anyMatch(models::contains));
        return first;
    }
}
