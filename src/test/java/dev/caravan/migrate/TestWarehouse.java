package dev.caravan.migrate;

import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.nio.file.Path;
import java.util.Map;

/** Opens a project's warehouse at a test's own URL. */
final class TestWarehouse {
    /** The project of this repository. */
    static final Project SHIPPED = Project.at(Path.of(""));

    private TestWarehouse() {}

    static Warehouse shipped(String url) {
        return open(SHIPPED, "postgres", url);
    }

    static Warehouse open(Project project, String environment, String url) {
        Map<String, String> settings = Map.of(
                "warehouse.url",
                url,
                "warehouse.user",
                url.startsWith("jdbc:redshift:") ? "awsuser" : "caravan",
                "warehouse.password",
                "any");
        return Warehouses.open(Environment.load(project, environment, Map.of(), settings), project.root());
    }
}
