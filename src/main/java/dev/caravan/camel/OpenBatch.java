package dev.caravan.camel;

import dev.caravan.landing.BatchWriter;
import dev.caravan.landing.RowsRead;
import dev.caravan.landing.SeenField;
import dev.caravan.project.Problem;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/** A batch that a route fills. For one exchange and those split from it, one after the other. */
final class OpenBatch {
    private final String dataset;
    private final BatchWriter writer;
    private SortedMap<String, SeenField> fields = Collections.emptySortedMap();
    private Optional<String> source = Optional.empty();
    private Optional<String> totalPointer = Optional.empty();
    private long records;
    private long total;

    OpenBatch(String dataset, BatchWriter writer) {
        this.dataset = dataset;
        this.writer = writer;
    }

    String dataset() {
        return dataset;
    }

    BatchWriter writer() {
        return writer;
    }

    void add(RowsRead read) {
        records += read.records();
        fields = SeenField.union(fields, read.fields());
    }

    /** Notes where records came from; the first of several URLs stands for the batch. */
    void from(Optional<String> url) {
        source = source.or(() -> url);
    }

    /** Empty where nobody knows. */
    Optional<String> source() {
        return source;
    }

    /**
     * @param pointer where the source says its total
     * @param said what it said last
     */
    void total(String pointer, long said) {
        totalPointer = Optional.of(pointer);
        total = said;
    }

    long records() {
        return records;
    }

    long total() {
        return total;
    }

    SortedMap<String, SeenField> fields() {
        return fields;
    }

    /** A warning where fewer records came than the source said that it has. */
    Optional<Problem> shortfall() {
        return totalPointer
                .filter(pointer -> records < total)
                .map(pointer -> Problem.at(
                        dataset,
                        pointer.substring(pointer.lastIndexOf('/') + 1)
                                + String.format(Locale.ROOT, " said %,d, %,d came", total, records),
                        "The batch is committed with what came; the next poll asks for all again."));
    }
}
