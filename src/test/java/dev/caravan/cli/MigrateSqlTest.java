package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code caravan migrate --sql} needs nothing but the project's files. */
class MigrateSqlTest {
    @Test
    void theWholeScriptIsPrintedWithoutAWarehouse() throws IOException {
        CommandRun run =
                CommandRun.of(List.of("migrate", "--env", "redshift", "--sql")).succeeded();

        assertThat(run.out()).isEqualTo(Files.readString(Path.of("src/test/resources/golden/redshift/migrate.sql")));
        assertThat(run.err()).isEmpty();
    }

    @Test
    void pendingAloneMeansNothing() {
        CommandRun run = CommandRun.of(List.of("migrate", "--env", "redshift", "--pending"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Missing required argument(s): --sql");
    }
}
