package dev.caravan.warehouse.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the connection trusts. */
class RedshiftTlsTest {
    @TempDir
    Path project;

    @ParameterizedTest
    @CsvSource({
        "jdbc:redshift://star.abc.eu-central-1.redshift.amazonaws.com:5439/dev, verify-full, false",
        "jdbc:redshift:iam://star.abc.eu-central-1.redshift.amazonaws.com/dev, verify-full, false",
        "jdbc:redshift://star.example.org/dev?sslmode=verify-full, , false",
        "jdbc:redshift://star.example.org/dev?sslmode=verify-ca, , true",
        "jdbc:redshift://star.example.org/dev?ssl=false, , true",
        "jdbc:redshift://localhost:5439/dev, , false",
        "jdbc:redshift://localhost:5439/dev?ssl=false, , false"
    })
    void anotherMachineShowsACertificateForItsName(String url, String mode, boolean doubted) throws IOException {
        Path file = project.resolve("environments/test.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "warehouse.url = " + url + "\n");

        RedshiftCluster cluster = RedshiftCluster.of(Environment.load(Project.at(project), "test", Map.of(), Map.of()));

        assertThat(cluster.properties().getProperty("sslmode")).isEqualTo(mode);
        assertThat(cluster.doubt().isPresent()).isEqualTo(doubted);
    }
}
