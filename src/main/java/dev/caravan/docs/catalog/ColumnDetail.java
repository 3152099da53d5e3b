package dev.caravan.docs.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A column, as the warehouse has it and the files describe it.
 *
 * @param type nothing where the warehouse has no such column
 * @param key {@code primary} or {@code foreign}
 * @param tests of this column alone
 */
public record ColumnDetail(
        String name,
        Optional<String> type,
        Optional<Boolean> nullable,
        String description,
        Optional<String> key,
        List<TestDetail> tests) {
    public ColumnDetail {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(nullable, "nullable is null");
        requireNonNull(description, "description is null");
        requireNonNull(key, "key is null");
        tests = List.copyOf(tests);
    }
}
