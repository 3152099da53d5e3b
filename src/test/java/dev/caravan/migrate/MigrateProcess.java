package dev.caravan.migrate;

import dev.caravan.project.Project;
import dev.caravan.warehouse.Warehouse;
import java.nio.file.Path;

/** Migrates in a process of its own, so that it can be killed. */
final class MigrateProcess {
    private MigrateProcess() {}

    public static void main(String[] words) {
        Project project = Project.at(Path.of(words[1]));
        try (Warehouse warehouse = TestWarehouse.open(project, "test", words[0])) {
            int applied = new Migrator(project, warehouse, "test").update().size();
            System.out.println(applied + " changesets");
        }
    }
}
