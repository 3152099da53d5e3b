package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import dev.caravan.sql.SqlType;

/**
 * A column of an answer.
 *
 * @param description empty where nobody wrote one
 */
public record ResultColumn(String name, SqlType type, String description) {
    public ResultColumn {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(description, "description is null");
    }

    public ColumnKind kind() {
        return ColumnKind.of(type);
    }
}
