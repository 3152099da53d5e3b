package dev.caravan.warehouse;

import dev.caravan.project.Environment;
import dev.caravan.sql.Dialect;
import java.nio.file.Path;
import java.util.Optional;

/** The service that an adapter registers; found by {@link Warehouses}. */
public interface WarehouseProvider {

    /** The first part of {@code warehouse.url} that this adapter answers to, such as {@code jdbc:duckdb:}. */
    String urlPrefix();

    /** Opens no connection: compile needs a dialect and nothing else. */
    Dialect dialect();

    /** Who may read, where the warehouse knows users; opens no connection. */
    default Optional<ReaderRoles> readerRoles() {
        return Optional.empty();
    }

    /** @param root the project's directory, which relative paths in the environment are relative to */
    Warehouse open(Environment environment, Path root);
}
