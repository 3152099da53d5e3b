package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A page of an analysis's rows, as somebody at a screen asks for it.
 *
 * @param parameters values of the analysis's own parameters, as texts
 * @param contains a text that one of the text columns has in it, in whatever case; empty for every row
 * @param sort a column; the analysis's own order where there is none
 * @param filters by column: a part of a text; {@code >=x}, {@code <=x}, {@code =x} or {@code a..b} of anything else
 */
public record TableQuestion(
        String analysis,
        SortedMap<String, String> parameters,
        String contains,
        Optional<String> sort,
        boolean descending,
        SortedMap<String, String> filters,
        long offset,
        int limit) {
    public TableQuestion {
        requireNonNull(analysis, "analysis is null");
        requireNonNull(contains, "contains is null");
        requireNonNull(sort, "sort is null");
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        filters = Collections.unmodifiableSortedMap(new TreeMap<>(filters));
    }

    /** The first rows of an analysis that needs no parameter. */
    public static TableQuestion first(String analysis, int limit) {
        return new TableQuestion(analysis, new TreeMap<>(), "", Optional.empty(), false, new TreeMap<>(), 0, limit);
    }
}
