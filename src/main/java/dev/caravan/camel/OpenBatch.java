package dev.caravan.camel;

import dev.caravan.landing.BatchWriter;
import dev.caravan.landing.RowsRead;
import java.util.SortedSet;
import java.util.TreeSet;

/** A batch that a route fills. For one exchange and those split from it, one after the other. */
final class OpenBatch {
    private final String dataset;
    private final BatchWriter writer;
    private final SortedSet<String> unknownFields = new TreeSet<>();
    private long records;

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
        unknownFields.addAll(read.unknownFields());
    }

    long records() {
        return records;
    }

    SortedSet<String> unknownFields() {
        return unknownFields;
    }
}
