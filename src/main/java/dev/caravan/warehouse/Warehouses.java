package dev.caravan.warehouse;

import static java.util.stream.Collectors.joining;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.sql.Dialect;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;

/** Finds the adapter that an environment's {@code warehouse.url} asks for. */
public final class Warehouses {
    private static final String URL = "warehouse.url";

    private Warehouses() {}

    public static Warehouse open(Environment environment, Path root) {
        return provider(environment).open(environment, root);
    }

    public static Dialect dialect(Environment environment) {
        return provider(environment).dialect();
    }

    public static Optional<ReaderRoles> readerRoles(Environment environment) {
        return provider(environment).readerRoles();
    }

    private static WarehouseProvider provider(Environment environment) {
        String url = environment.text(URL);
        ServiceLoader<WarehouseProvider> providers =
                ServiceLoader.load(WarehouseProvider.class, WarehouseProvider.class.getClassLoader());
        return providers.stream()
                .map(Provider::get)
                .filter(provider -> url.startsWith(provider.urlPrefix()))
                .findFirst()
                .orElseThrow(() -> new CaravanException(environment.problem(
                        URL,
                        "is \"" + environment.masking().mask(url) + "\", which no warehouse answers to",
                        "It begins with one of "
                                + providers.stream()
                                        .map(provider -> provider.get().urlPrefix())
                                        .sorted()
                                        .collect(joining(", "))
                                + ".")));
    }
}
