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
    void readersStandAtTheEndWhereMigratingMakesThem() throws IOException {
        CommandRun run = CommandRun.of(List.of(
                        "migrate",
                        "--env",
                        "redshift",
                        "--sql",
                        "--set",
                        "readers.create=true",
                        "--set",
                        "readers.roles=reporter, group bi"))
                .succeeded();

        assertThat(run.out())
                .isEqualTo(
                        Files.readString(Path.of("src/test/resources/golden/redshift/migrate.sql"))
                                + """

                        -- Who may read; leave out the making of those who are there
                        create user "reporter" password disable;
                        create group "bi";
                        create schema if not exists "star";
                        grant usage on schema "star" to "reporter", group "bi";
                        alter default privileges in schema "star" grant select on tables to "reporter", group "bi";
                        create schema if not exists "marts";
                        grant usage on schema "marts" to "reporter", group "bi";
                        alter default privileges in schema "marts" grant select on tables to "reporter", group "bi";
                        """);
    }

    @Test
    void pendingAloneMeansNothing() {
        CommandRun run = CommandRun.of(List.of("migrate", "--env", "redshift", "--pending"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Missing required argument(s): --sql");
    }
}
