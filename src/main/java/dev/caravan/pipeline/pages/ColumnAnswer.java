package dev.caravan.pipeline.pages;

import static java.util.Objects.requireNonNull;

import dev.caravan.pipeline.site.ColumnKind;
import dev.caravan.pipeline.site.ResultColumn;
import java.util.List;

/** A column of an answer with rows. */
public record ColumnAnswer(String name, String type, String description, ColumnKind kind) {
    public ColumnAnswer {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(description, "description is null");
        requireNonNull(kind, "kind is null");
    }

    static List<ColumnAnswer> of(List<ResultColumn> columns) {
        return columns.stream()
                .map(column ->
                        new ColumnAnswer(column.name(), column.type().toString(), column.description(), column.kind()))
                .toList();
    }
}
