package dev.caravan.load;

import dev.caravan.landing.Batch;
import dev.caravan.landing.BatchId;
import dev.caravan.landing.Landing;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.CopyFile;
import dev.caravan.warehouse.CopyRefusedException;
import dev.caravan.warehouse.CopyRequest;
import dev.caravan.warehouse.Repeat;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Loads batches of one dataset by one COPY, in one transaction with their rows of the ledger: all of them or none. What the
 * ledger knows already is left out.
 */
final class GroupLoad {
    private final Warehouse warehouse;
    private final Landing landing;
    private final Relation table;
    private final String runId;
    private final Supplier<BatchId> ids;
    private final Clock clock;

    GroupLoad(Warehouse warehouse, Landing landing, Relation table, String runId, Supplier<BatchId> ids, Clock clock) {
        this.warehouse = warehouse;
        this.landing = landing;
        this.table = table;
        this.runId = runId;
        this.ids = ids;
        this.clock = clock;
    }

    /** @return what is loaded now, in the order of the batches; those that another process loaded are not among it */
    List<Loaded> load(List<Batch> group) {
        return warehouse.inTransaction(Repeat.ALSO_IF_UNKNOWN, transaction -> load(transaction, group));
    }

    private List<Loaded> load(Transaction transaction, List<Batch> group) {
        Map<BatchId, Ledger.Entry> known = Ledger.find(transaction, group);
        List<Batch> missing =
                group.stream().filter(batch -> !known.containsKey(batch.id())).toList();
        Map<BatchId, Long> rows = missing.isEmpty() ? Map.of() : copied(transaction, missing);
        Ledger.record(transaction, missing, rows, runId, clock.instant());
        List<Loaded> loaded = new ArrayList<>();
        for (Batch batch : group) {
            Optional.ofNullable(rows.get(batch.id()))
                    .or(() -> ours(known.get(batch.id())))
                    .ifPresent(number -> loaded.add(new Loaded(batch.id(), number)));
        }
        return List.copyOf(loaded);
    }

    /** A batch of this run stands in the ledger where its commit was told as lost, and was not. */
    private Optional<Long> ours(Ledger.Entry entry) {
        return Optional.of(entry).filter(known -> known.runId().equals(runId)).map(Ledger.Entry::rows);
    }

    private Map<BatchId, Long> copied(Transaction transaction, List<Batch> group) {
        List<CopyFile> files = new ArrayList<>();
        for (Batch batch : group) {
            batch.parts().forEach(part -> {
                LandedPart file = new LandedPart(landing, batch, part);
                file.checkWhereLocal();
                files.add(file);
            });
        }
        long arrived;
        try (GroupManifest manifest = new GroupManifest(landing, group, ids)) {
            arrived = transaction.copy(new CopyRequest(table, group.get(0).columns(), manifest, files));
        } catch (CopyRefusedException e) {
            throw group.size() == 1 ? named(group.get(0), e) : e;
        }
        Map<BatchId, Long> rows = group.size() == 1 ? Map.of(group.get(0).id(), arrived) : counted(transaction, group);
        reconcile(group, rows, arrived);
        return rows;
    }

    /** A database that does not say which line it stumbled at was given one batch all the same. */
    private static CopyRefusedException named(Batch batch, CopyRefusedException failure) {
        Problem problem = failure.problems().get(0);
        return problem.place().equals(Place.of("warehouse"))
                ? new CopyRefusedException(
                        Problem.at(LandedPart.place(batch), problem.what(), problem.remedy()), failure)
                : failure;
    }

    /** Batches that gave no row are not in the answer, and have none. */
    private Map<BatchId, Long> counted(Transaction transaction, List<Batch> group) {
        Map<BatchId, Long> rows = new HashMap<>();
        group.forEach(batch -> rows.put(batch.id(), 0L));
        transaction.query(
                "select batch_id, count(*) from " + table.render(warehouse.dialect()) + " where batch_id in ("
                        + Ledger.placeholders(group.size()) + ") group by batch_id",
                row -> rows.put(new BatchId(row.text(1).orElseThrow()), row.number(2)),
                group.stream().map(batch -> batch.id().value()).toArray());
        return rows;
    }

    private static void reconcile(List<Batch> group, Map<BatchId, Long> rows, long arrived) {
        for (Batch batch : group) {
            if (rows.get(batch.id()) != batch.rowsLanded()) {
                throw new CopyRefusedException(Problem.at(
                        LandedPart.place(batch),
                        rows.get(batch.id()) + " rows arrived, and " + batch.rowsLanded() + " were landed",
                        "Nothing of the batch is loaded. A part was changed after it was landed: restore it."));
            }
        }
        long landed = group.stream().mapToLong(Batch::rowsLanded).sum();
        if (arrived != landed) {
            throw new CopyRefusedException(Problem.at(
                    group.get(0).dataset() + ", " + group.size() + " batches from "
                            + group.get(0).id(),
                    arrived + " rows arrived, and " + landed + " were landed",
                    "Nothing of them is loaded. A part was changed after it was landed: restore it."));
        }
    }
}
