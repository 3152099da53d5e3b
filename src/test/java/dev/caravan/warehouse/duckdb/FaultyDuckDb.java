package dev.caravan.warehouse.duckdb;

import dev.caravan.project.Environment;
import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.WarehouseProvider;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Answers to {@code jdbc:faulty-duckdb:}: the adapter as it is, and what a test puts between its pool and the file. */
public final class FaultyDuckDb implements WarehouseProvider {
    private static final String URL_PREFIX = "jdbc:faulty-duckdb:";
    private static final int CONNECTIONS = 12;
    // providers are made by the service loader, so that nothing can be handed to them
    private static final Map<Path, UnaryOperator<DataSource>> WAYS = new ConcurrentHashMap<>();

    /** The URL of a file behind {@code way}. */
    public static String url(Path file, UnaryOperator<DataSource> way) {
        WAYS.put(file, way);
        return URL_PREFIX + file;
    }

    @Override
    public String urlPrefix() {
        return URL_PREFIX;
    }

    @Override
    public Dialect dialect() {
        return new DuckDbDialect();
    }

    @Override
    public Warehouse open(Environment environment, Path root) {
        Path file = Path.of(environment.text("warehouse.url").substring(URL_PREFIX.length()));
        return DuckDbWarehouse.open(
                new DuckDbFile(file, CONNECTIONS, Optional.empty(), Optional.empty()), WAYS.get(file));
    }
}
