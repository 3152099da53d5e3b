package dev.caravan.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import dev.caravan.landing.Landing;
import dev.caravan.landing.Landings;
import dev.caravan.pipeline.Extraction.Extracted;
import dev.caravan.pipeline.ExtractionProvider.Surroundings;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A poll that meets a disk of one megabyte. Skipped where this process may not mount one. */
class FullDiskTest {
    @TempDir
    Path scratch;

    private HttpServer server;
    private Project project;
    private Optional<Path> mounted = Optional.empty();

    @BeforeEach
    void makeProject() throws IOException {
        Files.createDirectories(scratch.resolve("routes"));
        Files.createDirectories(scratch.resolve("environments"));
        try (Stream<Path> routes = Files.list(Path.of("routes"))) {
            for (Path route : routes.toList()) {
                Files.copy(route, scratch.resolve("routes").resolve(route.getFileName()));
            }
        }
        byte[] noise = new byte[2 << 20];
        new Random(7).nextBytes(noise);
        byte[] answer = ("[{\"coins_count\":7001,\"noise\":\"" + HexFormat.of().formatHex(noise) + "\"}]").getBytes();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        Files.writeString(
                scratch.resolve("environments/demo.properties"),
                """
                coinlore.url=http://127.0.0.1:%d
                history.inbox=inbox
                landing.uri=file:landing
                markets.excluded-coin-ids=
                markets.top=1
                exchanges.details-max-age=30d
                """
                        .formatted(server.getAddress().getPort()));
        project = Project.at(scratch);
    }

    @AfterEach
    void unmount() throws IOException {
        server.stop(0);
        if (mounted.isPresent()) {
            run("umount", mounted.get().toString());
        }
    }

    @Test
    void aLandingWithoutRoomCommitsNothingUntilThereIsSome() throws IOException {
        Path landing = mount(scratch.resolve("landing"));

        assertThatThrownBy(this::poll)
                .isInstanceOf(CaravanException.class)
                .message()
                .matches("(?s)\\Q" + landing + "\\E/raw/global/dt=[-0-9]+/batch=[-0-9a-f]+/part-00000.csv.zst:"
                        + " cannot be written: No space left on device\n"
                        + "    Nothing of the batch is committed. Make room or mend the disk, and run again.");
        assertThat(committed()).isZero();
        assertThat(scratch.resolve("target/caravan/spool")).isEmptyDirectory();

        run("mount", "-o", "remount,size=16m", landing.toString());

        assertThat(poll().batches()).hasSize(1);
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void aSpoolWithoutRoomCommitsNothingAndGivesItsRoomBack() throws IOException {
        Path spool = mount(scratch.resolve("target/caravan/spool"));

        assertThatThrownBy(this::poll)
                .isInstanceOf(CaravanException.class)
                .message()
                .matches(
                        "(?s)global, batch [-0-9a-f]+: the batch cannot be (written|finished): No space left on device\n"
                                + "    Nothing of it is committed. Make room or mend the disk, and run again.");
        assertThat(committed()).isZero();
        assertThat(spool).isEmptyDirectory();

        run("mount", "-o", "remount,size=16m", spool.toString());

        assertThat(poll().batches()).hasSize(1);
        assertThat(committed()).isEqualTo(1);
    }

    private Path mount(Path directory) throws IOException {
        Files.createDirectories(directory);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory.toString()),
                "this process may not mount a small disk, so none can be filled");
        mounted = Optional.of(directory);
        return directory;
    }

    private static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (IOException e) {
            return false; // no such command on this machine
        }
    }

    private Extracted poll() {
        try (HikariDataSource warehouse = new HikariDataSource();
                Landing landing = landing()) {
            warehouse.setJdbcUrl("jdbc:duckdb:");
            try (RouteExtraction extraction = RouteExtraction.open(new Surroundings(
                    project,
                    environment(),
                    warehouse,
                    landing,
                    () -> 1,
                    (dataset, file) -> Optional.empty(),
                    new FakeSteps(),
                    Clock.systemUTC()))) {
                return extraction.extract("global");
            }
        }
    }

    private int committed() {
        try (Landing landing = landing()) {
            return landing.committed("global", LocalDate.EPOCH).size();
        }
    }

    private Landing landing() {
        return Landings.open(environment(), scratch);
    }

    private Environment environment() {
        return Environment.load(project, "demo", Map.of(), Map.of());
    }
}
