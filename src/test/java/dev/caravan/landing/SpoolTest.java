package dev.caravan.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path parent;

    @Test
    void whatAKilledProcessLeftIsRemovedAndNotBeforeItIsKilled() throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writing.class.getName(),
                        parent.toString())
                .start();
        try {
            assertThat(writer.getInputStream().read()).isEqualTo('.');
            assertThat(Spool.removeLeftBehind(parent)).isZero();
            assertThat(parent).isNotEmptyDirectory();
        } finally {
            writer.destroyForcibly().waitFor();
        }

        assertThat(Spool.removeLeftBehind(parent)).isEqualTo(1);
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void whatThisProcessWritesStays() throws IOException {
        try (Spool spool =
                Spool.open(parent, BatchId.generator(Clock.systemUTC()).get())) {
            Files.writeString(spool.resolve("part"), "rows");

            assertThat(Spool.removeLeftBehind(parent)).isZero();

            assertThat(spool.resolve("part")).exists();
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aDirectoryWithoutALockIsNobodys() throws IOException {
        Files.createFile(Files.createDirectory(parent.resolve("older")).resolve("part"));

        assertThat(Spool.removeLeftBehind(parent)).isEqualTo(1);
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aSpoolThatIsNotThereHoldsNothing() throws IOException {
        assertThat(Spool.removeLeftBehind(parent.resolve("none"))).isZero();
    }

    /** Opens a spool and keeps it until it is killed. */
    static final class Writing {
        public static void main(String[] arguments) throws IOException {
            try (Spool spool = Spool.open(
                    Path.of(arguments[0]), BatchId.generator(Clock.systemUTC()).get())) {
                Files.writeString(spool.resolve("part"), "rows");
                System.out.write('.');
                System.out.flush();
                while (System.in.read() >= 0) {
                    continue;
                }
            }
        }
    }
}
