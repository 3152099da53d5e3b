package dev.caravan.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project of this repository, which tests copy so that artifacts, landing and warehouse are their own. */
public final class ShippedProject {
    private ShippedProject() {}

    /** Copies routes, migrations, models and one environment's properties. */
    public static void copyTo(Path root, String environment) throws IOException {
        for (String part : List.of("routes", "migrations", "models", "environments/" + environment + ".properties")) {
            copy(Path.of(part), root.resolve(part));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Path into = file.equals(from) ? to : target;
                Files.createDirectories(into.getParent());
                Files.copy(file, into);
            }
        }
    }
}
