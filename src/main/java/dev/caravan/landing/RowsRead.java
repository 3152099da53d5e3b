package dev.caravan.landing;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was read out of one answer or file.
 *
 * @param records rows and rejects together
 * @param fields of an answer in JSON, also those that the dataset has no column for; of a file there are none
 */
public record RowsRead(long records, SortedMap<String, SeenField> fields) {
    public RowsRead {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }
}
