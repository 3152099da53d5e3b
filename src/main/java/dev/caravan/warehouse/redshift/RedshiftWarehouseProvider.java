package dev.caravan.warehouse.redshift;

import dev.caravan.project.Environment;
import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.ReaderRoles;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.WarehouseProvider;
import java.nio.file.Path;
import java.util.Optional;

/** Answers to {@code jdbc:redshift:}, {@code jdbc:redshift:iam:} among them. */
public final class RedshiftWarehouseProvider implements WarehouseProvider {

    @Override
    public String urlPrefix() {
        return RedshiftCluster.URL_PREFIX;
    }

    @Override
    public Dialect dialect() {
        return new RedshiftDialect();
    }

    @Override
    public Optional<ReaderRoles> readerRoles() {
        return Optional.of(new RedshiftReaders(dialect()));
    }

    @Override
    public Warehouse open(Environment environment, Path root) {
        return RedshiftWarehouse.open(RedshiftCluster.of(environment), RedshiftLoad.of(environment));
    }
}
