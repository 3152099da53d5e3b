package dev.caravan.sql;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a table that a model makes is kept where the warehouse spreads rows over nodes; the others pass over it. The words are
 * dbt's for Redshift.
 *
 * @param dist {@code all}, {@code even}, {@code auto}, or the column whose equal values lie together
 * @param sort the columns that rows are sorted by
 * @param sortType {@code compound} or {@code interleaved}
 * @param encode column by column the compression, such as {@code zstd}
 */
public record TableOptions(
        Optional<String> dist, List<String> sort, Optional<String> sortType, SortedMap<String, String> encode) {
    private static final TableOptions NONE = new TableOptions(Optional.empty(), List.of(), Optional.empty(), Map.of());

    public TableOptions {
        requireNonNull(dist, "dist is null");
        requireNonNull(sortType, "sortType is null");
        sort = List.copyOf(sort);
        encode = Collections.unmodifiableSortedMap(new TreeMap<>(encode));
    }

    public TableOptions(
            Optional<String> dist, List<String> sort, Optional<String> sortType, Map<String, String> encode) {
        this(dist, sort, sortType, new TreeMap<>(encode));
    }

    public static TableOptions none() {
        return NONE;
    }
}
