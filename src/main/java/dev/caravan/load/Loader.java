package dev.caravan.load;

import dev.caravan.landing.Batch;
import dev.caravan.landing.BatchId;
import dev.caravan.landing.Landing;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.project.Suggestion;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.CopyRefusedException;
import dev.caravan.warehouse.Warehouse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Loads committed batches that the ledger does not know: neighbours that fit together by one COPY, in one transaction with
 * their rows of the ledger. Loading twice is impossible, and a crash between is harmless. Different datasets may be loaded
 * from different threads at once.
 */
public final class Loader {
    private static final Logger log = LoggerFactory.getLogger(Loader.class);
    private static final String BATCH_IN_LOG = "batch";
    private static final String SCHEMA = "raw";

    private final Warehouse warehouse;
    private final Landing landing;
    private final Ledger ledger;
    private final LoadSettings settings;
    private final Clock clock;
    private final Supplier<BatchId> ids;

    public Loader(Warehouse warehouse, Landing landing, LoadSettings settings, Clock clock) {
        this.warehouse = warehouse;
        this.landing = landing;
        this.ledger = new Ledger(warehouse);
        this.settings = settings;
        this.clock = clock;
        ids = BatchId.generator(clock);
    }

    /**
     * Loads what is new of one dataset, in the order of the batches.
     *
     * @throws CaravanException at the first batch that cannot be loaded; those before it are loaded
     */
    public List<Loaded> load(String dataset, String runId) {
        Relation table = Relation.of(SCHEMA, dataset);
        List<BatchId> waiting = waiting(dataset, table);
        if (waiting.isEmpty()) {
            return List.of();
        }
        RawTable raw = new RawTable(table, warehouse.catalog().find(table), warehouse.dialect());
        GroupLoad load = new GroupLoad(warehouse, landing, table, runId, ids, clock);
        List<Loaded> loaded = new ArrayList<>();
        try (BatchFeed feed = new BatchFeed(waiting, id -> checked(landing.read(dataset, id), raw))) {
            BatchGroups groups = new BatchGroups(feed, settings);
            for (List<Batch> group = groups.next(); !group.isEmpty(); group = groups.next()) {
                loaded.addAll(load(load, group));
            }
        }
        return loaded;
    }

    private List<BatchId> waiting(String dataset, Relation table) {
        Optional<BatchId> newest = ledger.newest(dataset);
        LocalDate since = newest.map(
                        id -> id.date().minusDays(settings.lookback().toDays()))
                .orElse(LocalDate.EPOCH);
        List<BatchId> committed = landing.committed(dataset, since);
        if (committed.isEmpty()) {
            if (newest.isEmpty() && warehouse.catalog().find(table).isEmpty()) {
                throw new CaravanException(unknown(dataset));
            }
            return List.of();
        }
        Set<BatchId> known = ledger.loaded(dataset, committed.get(0));
        return committed.stream().filter(id -> !known.contains(id)).toList();
    }

    /** A typing error must not look like a dataset that has nothing new. */
    private Problem unknown(String dataset) {
        List<String> landed = landing.datasets();
        return Problem.at(
                "load",
                "a dataset \"" + dataset + "\" has neither a batch nor a table",
                Suggestion.didYouMean(
                        dataset,
                        landed,
                        landed.isEmpty()
                                ? "Nothing is landed yet: run caravan extract."
                                : "There are " + String.join(", ", landed) + "."));
    }

    private List<Loaded> load(GroupLoad load, List<Batch> group) {
        try {
            return timed(load, group);
        } catch (CopyRefusedException e) {
            if (group.size() == 1) {
                throw e;
            }
            log.info(
                    "{} batches of {} cannot be loaded together, and are loaded one after the other: {}",
                    group.size(),
                    group.get(0).dataset(),
                    e.problems().get(0).what());
            List<Loaded> loaded = new ArrayList<>();
            for (Batch batch : group) {
                loaded.addAll(timed(load, List.of(batch)));
            }
            return loaded;
        }
    }

    private List<Loaded> timed(GroupLoad load, List<Batch> group) {
        MDC.put(BATCH_IN_LOG, name(group));
        try {
            return told(load, group);
        } finally {
            MDC.remove(BATCH_IN_LOG);
        }
    }

    /** The id of a batch, or those of the first and the last. */
    private static String name(List<Batch> group) {
        String first = group.get(0).id().value();
        return group.size() == 1
                ? first
                : first + ".." + group.get(group.size() - 1).id();
    }

    private List<Loaded> told(GroupLoad load, List<Batch> group) {
        Instant start = clock.instant();
        List<Loaded> loaded = load.load(group);
        if (!loaded.isEmpty()) {
            log.info(
                    "loaded {} {}: {} rows, {} parts, {} ms",
                    group.get(0).dataset(),
                    loaded.size() == 1
                            ? loaded.get(0).batch()
                            : loaded.size() + " batches up to "
                                    + loaded.get(loaded.size() - 1).batch(),
                    loaded.stream().mapToLong(Loaded::rows).sum(),
                    group.stream().mapToInt(batch -> batch.parts().size()).sum(),
                    Duration.between(start, clock.instant()).toMillis());
        }
        return loaded;
    }

    private static Batch checked(Batch batch, RawTable table) {
        if (batch.rowsExtracted() != batch.rowsLanded() + batch.rowsRejected() + batch.rowsRepeated()) {
            throw new CaravanException(Problem.at(
                    LandedPart.place(batch),
                    batch.rowsExtracted() + " rows were extracted, and " + batch.rowsLanded() + " landed, "
                            + batch.rowsRejected() + " rejected and " + batch.rowsRepeated()
                            + " repeated ones do not add up to them",
                    "Nothing of the batch is loaded. Restore its batch.json, or poll again."));
        }
        table.check(batch);
        return batch;
    }
}
