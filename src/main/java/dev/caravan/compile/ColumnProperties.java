package dev.caravan.compile;

import static java.util.Objects.requireNonNull;

/** What a properties file says about a column. */
public record ColumnProperties(String name, String description) {
    public ColumnProperties {
        requireNonNull(name, "name is null");
        requireNonNull(description, "description is null");
    }
}
