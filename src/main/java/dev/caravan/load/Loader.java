package dev.caravan.load;

import dev.caravan.landing.Batch;
import dev.caravan.landing.BatchId;
import dev.caravan.landing.Landing;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.CopyRequest;
import dev.caravan.warehouse.Repeat;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads committed batches that the ledger does not know, each in one transaction with its ledger row: loading twice is
 * impossible, and a crash between is harmless. Different datasets may be loaded from different threads at once.
 */
public final class Loader {
    private static final Logger log = LoggerFactory.getLogger(Loader.class);
    private static final String SCHEMA = "raw";

    private final Warehouse warehouse;
    private final Landing landing;
    private final Ledger ledger;
    private final Duration lookback;
    private final Clock clock;

    /** @param lookback how long before the newest loaded batch a batch may have been opened and still be found */
    public Loader(Warehouse warehouse, Landing landing, Duration lookback, Clock clock) {
        this.warehouse = warehouse;
        this.landing = landing;
        this.ledger = new Ledger(warehouse);
        this.lookback = lookback;
        this.clock = clock;
    }

    /**
     * Loads what is new of one dataset, in the order of the batches.
     *
     * @throws CaravanException at the first batch that cannot be loaded; those before it are loaded
     */
    public List<Loaded> load(String dataset, String runId) {
        List<BatchId> waiting = waiting(dataset);
        if (waiting.isEmpty()) {
            return List.of();
        }
        Relation table = Relation.of(SCHEMA, dataset);
        Optional<Catalog.Entry> columns = warehouse.catalog().find(table);
        List<Loaded> loaded = new ArrayList<>();
        for (BatchId id : waiting) {
            Batch batch = landing.read(dataset, id);
            new RawTable(table, columns, warehouse.dialect()).check(batch);
            load(batch, table, runId).ifPresent(loaded::add);
        }
        return loaded;
    }

    private List<BatchId> waiting(String dataset) {
        Optional<BatchId> newest = ledger.newest(dataset);
        LocalDate since =
                newest.map(id -> id.date().minusDays(lookback.toDays())).orElse(LocalDate.EPOCH);
        List<BatchId> committed = landing.committed(dataset, since);
        if (committed.isEmpty()) {
            return List.of();
        }
        Set<BatchId> known = ledger.loaded(dataset, committed.get(0));
        return committed.stream().filter(id -> !known.contains(id)).toList();
    }

    private Optional<Loaded> load(Batch batch, Relation table, String runId) {
        Instant start = clock.instant();
        Optional<Long> rows =
                warehouse.inTransaction(Repeat.ALSO_IF_UNKNOWN, transaction -> load(transaction, batch, table, runId));
        Duration took = Duration.between(start, clock.instant());
        rows.ifPresent(number -> log.info(
                "loaded {} {}: {} rows, {} parts, {} ms",
                batch.dataset(),
                batch.id(),
                number,
                batch.parts().size(),
                took.toMillis()));
        return rows.map(number -> new Loaded(batch, number, took));
    }

    /** @return nothing where another process loaded the batch in the meantime */
    private Optional<Long> load(Transaction transaction, Batch batch, Relation table, String runId) {
        if (Ledger.isLoaded(transaction, batch)) {
            return Optional.empty();
        }
        List<LandedPart> parts = batch.parts().stream()
                .map(part -> new LandedPart(landing, batch, part))
                .toList();
        parts.forEach(LandedPart::checkWhereLocal);
        long rows = transaction.copy(
                new CopyRequest(table, batch.columns(), () -> landing.manifest(batch), List.copyOf(parts)));
        reconcile(batch, rows);
        Ledger.record(transaction, batch, rows, runId, clock.instant());
        return Optional.of(rows);
    }

    private static void reconcile(Batch batch, long rows) {
        if (rows != batch.rowsLanded()) {
            throw new CaravanException(Problem.at(
                    batch.dataset() + ", batch " + batch.id(),
                    rows + " rows arrived, and " + batch.rowsLanded() + " were landed",
                    "Nothing of the batch is loaded. A part was changed after it was landed: restore it."));
        }
        if (batch.rowsExtracted() != batch.rowsLanded() + batch.rowsRejected() + batch.rowsRepeated()) {
            throw new CaravanException(Problem.at(
                    batch.dataset() + ", batch " + batch.id(),
                    batch.rowsExtracted() + " rows were extracted, and " + batch.rowsLanded() + " landed, "
                            + batch.rowsRejected() + " rejected and " + batch.rowsRepeated()
                            + " repeated ones do not add up to them",
                    "Nothing of the batch is loaded. Restore its batch.json, or poll again."));
        }
    }
}
