package dev.caravan.pipeline;

import dev.caravan.compile.BatchRange;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Materialization;
import dev.caravan.compile.Model;
import dev.caravan.graph.NodeId;
import dev.caravan.load.Ledger;
import dev.caravan.load.Ledger.Standing;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What would make a backfill lose rows is told before any is deleted. */
final class BackfillChecks {
    private BackfillChecks() {}

    /** @throws CaravanException with every selected model that cannot be built again for a range */
    static void models(Manifest manifest, Collection<NodeId> selected) {
        throwIfAny(selected.stream()
                .map(manifest::node)
                .filter(Model.class::isInstance)
                .map(Model.class::cast)
                .filter(model -> model.materialization() == Materialization.INCREMENTAL)
                .flatMap(model -> problem(model).stream())
                .toList());
    }

    private static Optional<Problem> problem(Model model) {
        return switch (model.config().backfill()) {
            case WHOLE -> Optional.empty();
            case NONE ->
                Optional.of(Problem.at(
                        model.path(),
                        "cannot be backfilled: it does not say how",
                        "Set backfill=\"batches\" where every row comes of the one batch in its batch_id, backfill=\"whole\""
                                + " to fill it from the beginning, or leave it out by --exclude " + model.name()
                                + "."));
            case BATCHES ->
                model.incrementalSelect()
                                .filter(select -> !select.idSets().isEmpty())
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of(Problem.at(
                                model.path(),
                                "cannot be backfilled by batches: it asks for none",
                                "Write where batch_id in (${new_batches(\"…\")}), or set backfill=\"whole\"."));
        };
    }

    /** @throws CaravanException where the range has no batch, or a batch's rows do not all stand in its raw table */
    static void batches(Ledger ledger, BatchRange range) {
        List<Standing> batches = ledger.standing(range.from(), range.until());
        if (batches.isEmpty()) {
            throw new CaravanException(Problem.at(
                    "backfill",
                    "no batch was extracted from " + range.from() + " until " + range.until(),
                    "caravan.ledger has extracted_at of every loaded batch, in UTC; --to is not part of the range."));
        }
        throwIfAny(batches.stream()
                .filter(batch -> batch.rowsInRaw() != batch.rowsLoaded())
                .map(
                        batch -> Problem.at(
                                batch.dataset() + ", batch " + batch.batchId(),
                                "has " + batch.rowsInRaw() + " of its " + batch.rowsLoaded() + " rows in raw."
                                        + batch.dataset(),
                                "What is not there cannot be read again. Put the rows back, or choose a range without the batch."))
                .toList());
    }

    private static void throwIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new CaravanException(problems);
        }
    }
}
