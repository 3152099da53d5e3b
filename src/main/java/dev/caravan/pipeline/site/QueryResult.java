package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/** What a query of a user's own gave, whole. */
public record QueryResult(List<ResultColumn> columns, List<List<Cell>> rows, Duration took) {
    public QueryResult {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        requireNonNull(took, "took is null");
    }
}
