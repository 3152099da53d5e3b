package dev.caravan.pipeline.pages;

import static java.util.Objects.requireNonNull;

import dev.caravan.pipeline.site.QueryResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a reader's own query gave.
 *
 * @param truncated never: too many rows are an error
 */
public record QueryAnswer(
        List<ColumnAnswer> columns, List<List<Optional<Object>>> rows, boolean truncated, Duration seconds) {
    public QueryAnswer {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        requireNonNull(seconds, "seconds is null");
    }

    static QueryAnswer of(QueryResult result) {
        return new QueryAnswer(ColumnAnswer.of(result.columns()), Cells.forTables(result.rows()), false, result.took());
    }
}
