package dev.caravan.pipeline.site;

import static java.util.stream.Collectors.toCollection;

import dev.caravan.compile.Manifest;
import dev.caravan.compile.Materialization;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.Dialect;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.ReadSettings;
import dev.caravan.warehouse.ReadTimeoutException;
import dev.caravan.warehouse.Reads;
import dev.caravan.warehouse.Transaction.RowReader;
import dev.caravan.warehouse.Warehouse;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The warehouse as readers see it, opened when first asked for; what it consists of is remembered for one version of it. */
final class Looking implements AutoCloseable {
    private final Supplier<Warehouse> warehouse;
    private final ReadSettings settings;
    private final Semaphore longReads;
    private Optional<Reads> reads = Optional.empty();
    private final Remembered<Catalog> catalog = new Remembered<>();
    private final Remembered<SortedMap<Relation, Long>> rowCounts = new Remembered<>();

    Looking(Supplier<Warehouse> warehouse, ReadSettings settings) {
        this.warehouse = warehouse;
        this.settings = settings;
        longReads = new Semaphore(Math.max(1, settings.connections() - 1), true);
    }

    Dialect dialect() {
        return reads().dialect();
    }

    synchronized Reads reads() {
        if (reads.isEmpty()) {
            reads = Optional.of(warehouse.get().reads(settings));
        }
        return reads.get();
    }

    Catalog catalog(String version) {
        return catalog.of(version, () -> reads().catalog());
    }

    /**
     * Does work that may hold a connection for long. One connection is left to those who ask for little.
     *
     * @throws QuestionException where as many others do so for longer than a read may take
     */
    <T> T longRead(String place, Supplier<T> work) {
        try {
            if (!longReads.tryAcquire(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new QuestionException(Problem.at(
                        place, "too many queries and downloads are going on", "Ask again when one of them has ended."));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuestionException(Problem.at(place, "was interrupted", "Ask again."), e);
        }
        try {
            return work.get();
        } finally {
            longReads.release();
        }
    }

    /** Rows of one of Caravan's own tables; none where migrations have not made it yet. */
    <T> List<T> rows(String sql, String table, RowReader<T> reader, Object... values) {
        try {
            return reads().read(transaction -> transaction.query(sql, reader, values));
        } catch (ReadTimeoutException e) {
            throw e;
        } catch (CaravanException e) {
            if (reads().catalog().find(Relation.of("caravan", table)).isPresent()) {
                throw e;
            }
            return List.of();
        }
    }

    SortedMap<Relation, Long> rowCounts(String version, Manifest manifest) {
        return rowCounts.of(version, () -> count(catalog(version), manifest));
    }

    private SortedMap<Relation, Long> count(Catalog found, Manifest manifest) {
        SortedMap<Relation, Long> counts = new TreeMap<>();
        Stream<Relation> declared = Stream.concat(
                manifest.sources().stream().map(source -> source.relation()),
                manifest.models().stream()
                        .filter(model -> model.materialization() != Materialization.EPHEMERAL)
                        .map(model -> model.relation()));
        for (Relation relation : declared.collect(toCollection(TreeSet::new))) {
            boolean table = found.find(relation)
                    .map(entry -> entry.kind() == Catalog.Kind.TABLE)
                    .orElse(false);
            if (table) {
                count(relation).ifPresent(rows -> counts.put(relation, rows));
            }
        }
        return Collections.unmodifiableSortedMap(counts);
    }

    /** Nothing where it takes too long, or the table was dropped in the meantime: a page can do without. */
    private Optional<Long> count(Relation relation) {
        try {
            return reads()
                    .read(transaction -> transaction.query(
                            "select count(*) from " + relation.render(dialect()), row -> row.number(1)))
                    .stream()
                    .findFirst();
        } catch (CaravanException e) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized void close() {
        reads.ifPresent(Reads::close);
    }
}
