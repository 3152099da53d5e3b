package dev.caravan.landing;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was read out of one answer or file.
 *
 * @param records rows and rejects together
 * @param unknownFields names of fields that the dataset has no column for; their values are kept beside the row
 */
public record RowsRead(long records, SortedSet<String> unknownFields) {
    public RowsRead {
        unknownFields = Collections.unmodifiableSortedSet(new TreeSet<>(unknownFields));
    }
}
