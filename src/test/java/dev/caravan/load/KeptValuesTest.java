package dev.caravan.load;

import static dev.caravan.load.LoadProject.COLUMNS;
import static dev.caravan.load.LoadProject.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sql.MissingColumn;
import dev.caravan.standin.RedshiftExtension;
import dev.caravan.warehouse.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The migration of a new field takes over what was kept of it before. */
class KeptValuesTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    @TempDir
    Path directory;

    @Test
    void rowsThatAreLoadedGetTheNewColumnOnDuckDb() {
        assertTakenOver(List.of("warehouse.url = jdbc:duckdb:warehouse.duckdb"), landing -> {});
    }

    @Test
    void rowsThatAreLoadedGetTheNewColumnOnPostgres() throws IOException {
        String url = TestPostgres.start().createDatabase();
        assertTakenOver(List.of("warehouse.url = " + url, "warehouse.user = caravan"), landing -> {});
    }

    @Test
    void rowsThatAreLoadedGetTheNewColumnOnRedshift() {
        RedshiftTrouble cluster = new RedshiftTrouble(REDSHIFT);
        assertTakenOver(cluster.emptied(), cluster::landed);
    }

    /** @param landed puts what was landed in a folder where the warehouse reads it */
    private void assertTakenOver(List<String> settings, Consumer<Path> landed) {
        try (LoadProject project = LoadProject.open(directory, settings.toArray(String[]::new))) {
            project.land("coins", 0, COLUMNS, Optional.of("{\"halal\":\"o'clock, \\\"é\\\"\"}"), row("90", "Bitcoin"));
            project.land(
                    "coins",
                    1,
                    COLUMNS,
                    Optional.of("{\"halal\":31998671341.006404876708984370,\"other\":[1]}"),
                    row("80", "Ethereum"));
            project.land("coins", 2, COLUMNS, Optional.of("{\"halal\":null}"), row("58", "Ripple"));
            project.land(3, row("2", "Dogecoin"));
            landed.accept(directory.resolve("landing"));
            project.load();

            project.write(
                    "migrations/raw/0002-add-halal.sql",
                    MissingColumn.HEADER + MissingColumn.raw("coins", "halal").migrationOfKeptValues());
            project.migrate();

            assertThat(project.rows("select id, halal from \"raw\".coins order by line, batch_id"))
                    .containsExactly("90|o'clock, \"é\"", "80|31998671341.006404876708984370", "58|∅", "2|∅");
        }
    }
}
