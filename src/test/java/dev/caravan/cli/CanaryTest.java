package dev.caravan.cli;

import static dev.caravan.cli.Canaries.inUrl;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What sings of the canaries: output, logs, artifacts, exports, the landing, the warehouse's file, the process list. */
@Timeout(300)
class CanaryTest {
    @TempDir
    Path directory;

    private Canaries canaries;

    @BeforeEach
    void plant() throws IOException {
        canaries = Canaries.planted(Files.createDirectories(directory.resolve("project")));
    }

    @Test
    void noneSingsInOutputArtifactsExportsOrTheProcessList() throws Exception {
        assertThat(canaries.sung("run", "--log-format", "json", "--verbose")).isEmpty();
        assertThat(canaries.sung("docs", "generate", "--output", "target/site")).isEmpty();
        assertThat(canaries.sung("export", "powerbi", "--output", "target/powerbi"))
                .isEmpty();

        assertThat(canaries.filesThatSing()).isEmpty();
    }

    @Test
    void noneSingsWhereAWarehouseOrALandingFails() throws Exception {
        String password = inUrl(canaries.of("WAREHOUSE_PASSWORD"));
        String postgres = "jdbc:postgresql://localhost:1/caravan";
        String redshift = "jdbc:redshift://localhost:1/dev";

        assertThat(canaries.sungInFailure("load", "--verbose", "--set", "warehouse.url=" + postgres))
                .isEmpty();
        for (String url : new String[] {postgres, redshift}) {
            String said = canaries.said("load", "--verbose", "--set", "warehouse.url=" + url + "?password=" + password);
            assertThat(canaries.singing(said)).isEmpty();
        }
        assertThat(canaries.sungInFailure(
                        "extract",
                        "global",
                        "--verbose",
                        "--set",
                        "landing.uri=s3://nowhere/at-all",
                        "--set",
                        "landing.s3.attempts=1",
                        "--set",
                        "landing.s3.endpoint=http://127.0.0.1:1"))
                .isEmpty();
        assertThat(canaries.filesThatSing()).isEmpty();
    }
}
