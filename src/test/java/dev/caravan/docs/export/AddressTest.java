package dev.caravan.docs.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.compile.SmallProject;
import dev.caravan.project.Environment;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressTest {
    @TempDir
    Path directory;

    @Test
    void aServerIsHostPortAndDatabase() {
        assertThat(of("jdbc:postgresql://db.example.org:5433/caravan"))
                .isEqualTo(new Address.Server("db.example.org:5433", "caravan"));
        assertThat(of("jdbc:redshift:iam://cluster.example.org:5439/dev"))
                .isEqualTo(new Address.Server("cluster.example.org:5439", "dev"));
        assertThat(of("jdbc:postgresql://localhost")).isEqualTo(new Address.Server("localhost", ""));
    }

    @Test
    void aFileIsFoundFromTheProject() {
        assertThat(of("jdbc:duckdb:work/warehouse.duckdb"))
                .isEqualTo(new Address.DatabaseFile(directory.resolve("work/warehouse.duckdb")));
    }

    @Test
    void whoMayEnterIsLeftOut() {
        assertThat(of("jdbc:postgresql://me:hush@localhost:5432/caravan?user=me&password=hush"))
                .isEqualTo(new Address.Server("localhost:5432", "caravan"));
        assertThat(of("jdbc:redshift://localhost:5439/dev;UID=me;PWD=hush"))
                .isEqualTo(new Address.Server("localhost:5439", "dev"));
    }

    private Address of(String url) {
        SmallProject project = new SmallProject(directory);
        return Address.of(
                Environment.load(project.project(), "test", Map.of(), Map.of("warehouse.url", url)), directory);
    }
}
