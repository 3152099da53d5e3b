package dev.caravan.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a changeset does and that it was done is one transaction. */
class WholeChangesetsTest {
    @TempDir
    Path directory;

    @Test
    void aChangesetThatCannotBeRecordedLeavesNothing() throws IOException {
        write("environments/test.properties", "warehouse.url = jdbc:duckdb:" + directory.resolve("warehouse.duckdb"));
        write("migrations/changelog.yaml", "databaseChangeLog:\n    - includeAll:\n          path: migrations/raw/\n");
        write("migrations/raw/0001-first.sql", changeset("first", "create table first (id integer);"));
        Project project = Project.at(directory);
        Environment environment = Environment.load(project, "test", Map.of(), Map.of());
        try (Warehouse warehouse = Warehouses.open(environment, project.root())) {
            Migrator migrator = new Migrator(project, warehouse, "test");
            migrator.update();
            write(
                    "migrations/raw/0002-second.sql",
                    changeset("second", "create table second (id integer);\ndrop table caravan.databasechangelog;"));

            assertThatThrownBy(migrator::update).isInstanceOf(CaravanException.class);

            assertThat(warehouse.catalog().find(Relation.of("main", "second"))).isEmpty();
            write("migrations/raw/0002-second.sql", changeset("second", "create table second (id integer);"));
            assertThat(migrator.update()).hasSize(1);
            assertThat(migrator.status()).isEmpty();
            assertThat(warehouse.catalog().find(Relation.of("main", "second"))).isPresent();
        }
    }

    private static String changeset(String id, String sql) {
        return "--liquibase formatted sql\n\n--changeset you:" + id + "\n" + sql + "\n";
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }
}
