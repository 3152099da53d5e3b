package dev.caravan.warehouse.postgres;

import dev.caravan.project.Environment;
import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.ReaderRoles;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.WarehouseProvider;
import java.nio.file.Path;
import java.util.Optional;

/** Answers to {@code jdbc:postgresql:}. */
public final class PostgresWarehouseProvider implements WarehouseProvider {

    @Override
    public String urlPrefix() {
        return PostgresServer.URL_PREFIX;
    }

    @Override
    public Dialect dialect() {
        return new PostgresDialect();
    }

    @Override
    public Optional<ReaderRoles> readerRoles() {
        return Optional.of(new PostgresReaders(dialect()));
    }

    @Override
    public Warehouse open(Environment environment, Path root) {
        return PostgresWarehouse.open(PostgresServer.of(environment));
    }
}
