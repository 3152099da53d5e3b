package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Rows of an analysis.
 *
 * @param title the first sentence of its description, without the full stop; its name where it has none
 * @param total how many rows there are on all pages
 */
public record TablePage(
        String name,
        String title,
        String description,
        List<ResultColumn> columns,
        List<List<Cell>> rows,
        long total,
        long offset,
        int limit)
        implements Answers.Sized {
    public TablePage {
        requireNonNull(name, "name is null");
        requireNonNull(title, "title is null");
        requireNonNull(description, "description is null");
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    @Override
    public int cells() {
        return rows.size() * columns.size();
    }
}
