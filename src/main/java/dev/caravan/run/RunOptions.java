package dev.caravan.run;

import dev.caravan.compile.Backfill;
import dev.caravan.compile.DataTest;
import dev.caravan.compile.Model;
import dev.caravan.compile.Node;
import dev.caravan.graph.NodeId;
import dev.caravan.warehouse.Catalog;
import java.util.Set;

/**
 * What a run does with the nodes that it is given.
 *
 * @param models whether models are built; else tests alone are run
 * @param fullRefresh whether incremental models are filled from the beginning
 * @param backfill whether incremental models take batches again that they have taken before
 * @param passedBefore tests that have passed before, and may keep to what they have not seen
 * @param readers who may read what is filled
 * @param current nodes that are left as they are; a model among them whose relation is gone is built
 */
public record RunOptions(
        boolean models,
        boolean fullRefresh,
        boolean backfill,
        Set<NodeId> passedBefore,
        Readers readers,
        Set<NodeId> current) {
    public RunOptions {
        passedBefore = Set.copyOf(passedBefore);
        current = Set.copyOf(current);
    }

    /** Every test reads every row. */
    public static RunOptions build(boolean fullRefresh) {
        return build(fullRefresh, Set.of());
    }

    public static RunOptions build(boolean fullRefresh, Set<NodeId> passedBefore) {
        return new RunOptions(true, fullRefresh, false, passedBefore, Readers.none(), Set.of());
    }

    /** For a manifest that is compiled for a range of batches. Every test reads every row: what changed has old batches. */
    public static RunOptions backfilling() {
        return new RunOptions(true, false, true, Set.of(), Readers.none(), Set.of());
    }

    /** Whoever asks for tests alone wants to know of every row. */
    public static RunOptions testsAlone() {
        return new RunOptions(false, false, false, Set.of(), Readers.none(), Set.of());
    }

    public RunOptions readableBy(Readers others) {
        return new RunOptions(models, fullRefresh, backfill, passedBefore, others, current);
    }

    public RunOptions leaving(Set<NodeId> nodes) {
        return new RunOptions(models, fullRefresh, backfill, passedBefore, readers, nodes);
    }

    boolean keepsToNewRows(DataTest test) {
        return !fullRefresh && passedBefore.contains(test.id());
    }

    boolean refreshes(Model model) {
        return fullRefresh || backfill && model.config().backfill() == Backfill.WHOLE;
    }

    /** @param catalog the relations as they stand before the run */
    boolean leavesOut(Node node, Catalog catalog) {
        if (!models && !(node instanceof DataTest)) {
            return true;
        }
        boolean there =
                !(node instanceof Model model) || catalog.find(model.relation()).isPresent();
        return there && current.contains(node.id());
    }
}
