package dev.caravan.warehouse.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the connection trusts. */
class PostgresServerTest {
    @TempDir
    Path project;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.org/caravan",
                "jdbc:postgresql://10.0.0.7:5432/caravan",
                "jdbc:postgresql://localhost,db.example.org/caravan",
                "jdbc:postgresql://localhost.example.org/caravan",
                "jdbc:postgresql://[::2]/caravan"
            })
    void anotherMachineShowsACertificateForItsName(String url) throws IOException {
        PostgresServer server = server(url);

        assertThat(server.dataSource().getSslMode()).isEqualTo("verify-full");
        assertThat(server.doubt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:caravan",
                "jdbc:postgresql://localhost/caravan",
                "jdbc:postgresql://127.0.0.1:5432/caravan",
                "jdbc:postgresql://[::1]/caravan"
            })
    void thisMachineNeedsNone(String url) throws IOException {
        PostgresServer server = server(url);

        assertThat(server.dataSource().getSslMode()).isNull();
        assertThat(server.doubt()).isEmpty();
    }

    @Test
    void whoAsksForLessIsToldEachTime() throws IOException {
        PostgresServer server = server("jdbc:postgresql://db.example.org/caravan?sslmode=require");

        assertThat(server.dataSource().getSslMode()).isEqualTo("require");
        assertThat(server.doubt())
                .contains(
                        "db.example.org:5432/caravan is reached with sslmode=require: whoever sits between can pose as it."
                                + " Take sslmode out of warehouse.url, or make it verify-full.");
    }

    private PostgresServer server(String url) throws IOException {
        Path file = project.resolve("environments/test.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "warehouse.url = " + url + "\n");
        return PostgresServer.of(Environment.load(Project.at(project), "test", Map.of(), Map.of()));
    }
}
