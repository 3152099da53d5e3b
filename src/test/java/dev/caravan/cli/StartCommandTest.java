package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a process from staying is said before anything runs, at the line that set it. */
class StartCommandTest {
    @TempDir
    Path project;

    @BeforeEach
    void makeProject() throws IOException {
        Files.createDirectories(project.resolve("environments"));
        Files.createDirectories(project.resolve("routes"));
    }

    @Test
    void everySettingOfTheScheduleIsCheckedAtOnce() throws IOException {
        environment(
                """
                schedule.cron=every morning
                schedule.poll-cron=0 * * * * ? 2020
                schedule.time-zone=Mars/Olympus
                web.host=no.such.host.invalid
                web.port=123456
                warehouse.url=jdbc:duckdb:warehouse.duckdb
                """);

        assertThat(start())
                .isEqualTo(
                        """
                        environments/night.properties:1: schedule.cron is "every morning", which is no cron expression: \
                        Illegal characters for this position: 'EVE'
                            Give seconds, minutes, hours, day of month, month and day of week, such as 0 0 7 * * ? for \
                        seven o'clock every day.
                        environments/night.properties:2: schedule.poll-cron is "0 * * * * ? 2020", which never comes \
                        again
                            Take the year out of it, or a later one.
                        environments/night.properties:3: schedule.time-zone is "Mars/Olympus", which is no time zone
                            Give a name such as UTC or Europe/Berlin.
                        environments/night.properties:4: web.host is "no.such.host.invalid", which is no address of this \
                        machine
                            Give 127.0.0.1 for this machine alone, or 0.0.0.0 for everybody who can reach it.
                        environments/night.properties:5: web.port is "123456"
                            Give a port from 0, any free one, to 65535.
                        """);
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment(
                    """
                    landing.uri=file:landing
                    schedule.cron=0 0 7 * * ?
                    schedule.time-zone=UTC
                    web.port=%d
                    warehouse.url=jdbc:duckdb:warehouse.duckdb
                    """
                            .formatted(taken.getLocalPort()));

            assertThat(start())
                    .isEqualTo(
                            """
                            environments/night.properties:4: web.port is "%d", and cannot be opened: Address already in use
                                Stop what listens there, or set another port; 0 takes any free one.
                            """
                                    .formatted(taken.getLocalPort()));
        }
    }

    private void environment(String text) throws IOException {
        Files.writeString(project.resolve("environments/night.properties"), text);
    }

    /** @return what stands on the terminal of a start that fails */
    private String start() {
        CommandRun start = CommandRun.of(List.of("start", "--project", project.toString(), "--env", "night"));
        assertThat(start.exitCode()).isEqualTo(1);
        return start.err();
    }
}
