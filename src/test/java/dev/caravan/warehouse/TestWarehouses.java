package dev.caravan.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Opens warehouses as a command does: from an environment. */
final class TestWarehouses {
    private TestWarehouses() {}

    /** @param more lines of the environment besides the URL */
    static Warehouse open(Path directory, String url, String more) throws IOException {
        Files.createDirectories(directory.resolve("environments"));
        Files.writeString(
                directory.resolve("environments/test.properties"), "warehouse.url = " + url + "\n" + more, UTF_8);
        Project project = Project.at(directory);
        return Warehouses.open(Environment.load(project, "test", Map.of(), Map.of()), project.root());
    }
}
