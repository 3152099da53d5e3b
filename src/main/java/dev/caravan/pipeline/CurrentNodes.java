package dev.caravan.pipeline;

import dev.caravan.compile.DataTest;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Materialization;
import dev.caravan.compile.Model;
import dev.caravan.compile.Node;
import dev.caravan.compile.Select;
import dev.caravan.compile.SourceTable;
import dev.caravan.graph.NodeId;
import dev.caravan.run.Readers;
import dev.caravan.sql.Relation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The nodes that a run would leave as they are: each came to a good end when it last ran, by the same fingerprint, and nothing
 * that it reads has changed since. Runs and loads are compared by their run's id, which sorts by time. In doubt a node is not
 * current: its source is not loaded by Caravan, or a model before it has to be built.
 */
final class CurrentNodes {
    /** The schema whose tables are filled by loads of the dataset of their name. */
    private static final String LOADED = "raw";

    private final Manifest manifest;
    private final Map<NodeId, LastResult> last;
    private final Map<String, String> loads;
    private final Readers readers;
    /** The run that last changed what a node gives to others; none where that is not known, or the next run will. */
    private final Map<NodeId, Optional<String>> changed = new HashMap<>();

    private final Set<NodeId> current = new HashSet<>();

    private CurrentNodes(Manifest manifest, Map<NodeId, LastResult> last, Map<String, String> loads, Readers readers) {
        this.manifest = manifest;
        this.last = last;
        this.loads = loads;
        this.readers = readers;
    }

    /** @param loads the run that last loaded a batch, by dataset */
    static Set<NodeId> of(Manifest manifest, Map<NodeId, LastResult> last, Map<String, String> loads, Readers readers) {
        CurrentNodes nodes = new CurrentNodes(manifest, last, loads, readers);
        manifest.graph().order().forEach(nodes::look);
        return Set.copyOf(nodes.current);
    }

    private void look(NodeId id) {
        Node node = manifest.node(id);
        if (node instanceof SourceTable source) {
            changed.put(
                    id,
                    Optional.of(source.relation())
                            .filter(table -> table.schema().equals(LOADED))
                            .map(table -> loads.get(table.identifier())));
        } else if (node instanceof Model model && model.materialization() == Materialization.EPHEMERAL) {
            changed.put(id, newestBefore(node));
        } else {
            changed.put(id, lookAtWork(node));
        }
    }

    private Optional<String> lookAtWork(Node node) {
        Optional<LastResult> result = Optional.ofNullable(last.get(node.id()))
                .filter(LastResult::good)
                .filter(good -> good.fingerprint().equals(Fingerprint.of(node, readers)));
        if (result.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> newest = newestBefore(node);
        if (isView(node)) {
            if (standsOnRelationsThatStay(node)) {
                current.add(node.id());
                return newest;
            }
            return Optional.empty();
        }
        if (newest.filter(run -> run.compareTo(result.get().runId()) <= 0).isPresent()) {
            current.add(node.id());
            return Optional.of(result.get().runId());
        }
        return Optional.empty();
    }

    /** The newest change of all that a node reads; of what reads nothing, one before all others. */
    private Optional<String> newestBefore(Node node) {
        String newest = "";
        for (NodeId before : node.dependsOn()) {
            if (asksOnlyForIds(node, manifest.node(before))) {
                continue;
            }
            Optional<String> run = changed.getOrDefault(before, Optional.empty());
            if (run.isEmpty()) {
                return Optional.empty();
            }
            newest = newest.compareTo(run.get()) < 0 ? run.get() : newest;
        }
        return Optional.of(newest);
    }

    /** Of the ledger a model wants to know which rows of another table are new: that one tells by itself that it has some. */
    private static boolean asksOnlyForIds(Node node, Node before) {
        return relation(before)
                .filter(relation -> selects(node)
                        .flatMap(select -> select.parts().stream())
                        .noneMatch(part ->
                                part instanceof Select.Text text && text.sql().contains(relation.identifier())))
                .isPresent();
    }

    /** The text of an ephemeral model stands in those that read it, and its name does not. */
    private static Optional<Relation> relation(Node node) {
        if (node instanceof SourceTable source) {
            return Optional.of(source.relation());
        }
        return node instanceof Model model && model.materialization() != Materialization.EPHEMERAL
                ? Optional.of(model.relation())
                : Optional.empty();
    }

    private static Stream<Select> selects(Node node) {
        if (node instanceof Model model) {
            return Stream.concat(Stream.of(model.select()), model.incrementalSelect().stream());
        }
        return node instanceof DataTest test
                ? Stream.concat(Stream.of(test.select()), test.newRowsSelect().stream())
                : Stream.empty();
    }

    /** New rows come through a view by themselves; a table that is swapped, or a view that is made again, may take it along. */
    private boolean standsOnRelationsThatStay(Node view) {
        return view.dependsOn().stream()
                .map(manifest::node)
                .allMatch(before -> before instanceof SourceTable
                        || current.contains(before.id())
                        || before instanceof Model model && isFilledInPlace(model));
    }

    private boolean isFilledInPlace(Model model) {
        return switch (model.materialization()) {
            case INCREMENTAL -> true;
            case TABLE -> model.config().declaredByMigration();
            case VIEW -> false;
            case EPHEMERAL -> standsOnRelationsThatStay(model);
        };
    }

    private static boolean isView(Node node) {
        return node instanceof Model model && model.materialization() == Materialization.VIEW;
    }
}
