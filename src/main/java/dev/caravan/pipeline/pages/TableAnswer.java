package dev.caravan.pipeline.pages;

import static java.util.Objects.requireNonNull;

import dev.caravan.pipeline.site.TablePage;
import java.util.List;
import java.util.Optional;

/** Rows of an analysis for people. */
public record TableAnswer(
        String name,
        String title,
        String description,
        List<ColumnAnswer> columns,
        List<List<Optional<Object>>> rows,
        long total,
        long offset,
        int limit) {
    public TableAnswer {
        requireNonNull(name, "name is null");
        requireNonNull(title, "title is null");
        requireNonNull(description, "description is null");
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    static TableAnswer of(TablePage page) {
        return new TableAnswer(
                page.name(),
                page.title(),
                page.description(),
                ColumnAnswer.of(page.columns()),
                Cells.forTables(page.rows()),
                page.total(),
                page.offset(),
                page.limit());
    }
}
