package dev.caravan.warehouse.duckdb;

import dev.caravan.project.Environment;
import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.WarehouseProvider;
import java.nio.file.Path;

/** Answers to {@code jdbc:duckdb:}. */
public final class DuckDbWarehouseProvider implements WarehouseProvider {

    @Override
    public String urlPrefix() {
        return DuckDbFile.URL_PREFIX;
    }

    @Override
    public Dialect dialect() {
        return new DuckDbDialect();
    }

    @Override
    public Warehouse open(Environment environment, Path root) {
        return DuckDbWarehouse.open(DuckDbFile.of(environment, root));
    }
}
