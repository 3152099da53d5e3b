package dev.caravan.docs.star;

import static java.util.Objects.requireNonNull;

import dev.caravan.sql.SqlType;
import java.util.Optional;

/**
 * A column of the star.
 *
 * @param type none where the warehouse was not asked
 * @param required whether a test says that it is never null
 */
public record StarColumn(String name, String description, Optional<SqlType> type, boolean required) {
    public StarColumn {
        requireNonNull(name, "name is null");
        requireNonNull(description, "description is null");
        requireNonNull(type, "type is null");
    }
}
