package dev.caravan.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.standin.RedshiftExtension;
import dev.caravan.warehouse.TestPostgres;
import dev.caravan.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the script, run by hand, is what migrating does. */
class MigrationScriptTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    @TempDir
    Path directory;

    @Test
    void theScriptOfDuckDbRunByHandLeavesNothingPending() throws SQLException {
        try (Warehouse warehouse = TestWarehouse.shipped("jdbc:duckdb:" + directory.resolve("warehouse.duckdb"))) {
            runByHand(warehouse);

            assertThat(migrator(warehouse).update()).isEmpty();
        }
    }

    @Test
    void theScriptOfPostgresRunByHandLeavesNothingPending() throws SQLException, IOException {
        try (Warehouse warehouse = TestWarehouse.shipped(TestPostgres.start().createDatabase())) {
            runByHand(warehouse);

            assertThat(migrator(warehouse).update()).isEmpty();
        }
    }

    @Test
    void theScriptOfRedshiftRunByHandLeavesNothingPending() throws SQLException {
        try (Warehouse warehouse = TestWarehouse.shipped(REDSHIFT.standIn().jdbcUrl())) {
            runByHand(warehouse);

            assertThat(migrator(warehouse).update()).isEmpty();
        }
    }

    @Test
    void theScriptIsTheSameEachTimeAndLeavesNoFileBehind() throws IOException {
        List<Path> before = files();

        List<String> scripts = Stream.generate(
                        () -> script(TestWarehouse.shipped(REDSHIFT.standIn().jdbcUrl())))
                .limit(2)
                .toList();

        assertThat(scripts.get(0)).isEqualTo(scripts.get(1)).doesNotContain("LOCKEDBY =", "Ran at");
        assertThat(files()).isEqualTo(before);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.sorted().toList();
        }
    }

    private static String script(Warehouse warehouse) {
        try (warehouse) {
            return new MigrationScript(TestWarehouse.SHIPPED, warehouse.dialect(), "any", ReaderAccess.none()).sql();
        }
    }

    private static void runByHand(Warehouse warehouse) throws SQLException {
        String script =
                new MigrationScript(TestWarehouse.SHIPPED, warehouse.dialect(), "any", ReaderAccess.none()).sql();
        try (Connection connection = warehouse.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : script.split(";\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static Migrator migrator(Warehouse warehouse) {
        return new Migrator(TestWarehouse.SHIPPED, warehouse, "any");
    }
}
