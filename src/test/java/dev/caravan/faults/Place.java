package dev.caravan.faults;

import dev.caravan.s3.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** Where one schedule lands: a prefix of a bucket, or a folder that a kill takes out of the run's hands. */
sealed interface Place {
    String name();

    Map<String, String> settings();

    void kill();

    void mend() throws IOException;

    /** The requests of a run that is killed fail at the server's front. */
    record Bucket(S3Server server, String bucket, String prefix) implements Place {
        @Override
        public String name() {
            return "s3";
        }

        @Override
        public Map<String, String> settings() {
            return new TreeMap<>(Map.of(
                    "landing.uri", "s3://" + bucket + "/" + prefix,
                    "landing.s3.endpoint", server.endpoint().toString(),
                    "landing.s3.access-key-id", "AKIDOFTHETEST",
                    "landing.s3.secret-access-key", "a-secret-of-the-test",
                    "landing.s3.attempts", "2"));
        }

        @Override
        public void kill() {}

        @Override
        public void mend() {}
    }

    /** A kill moves the folder away and leaves a file in its place, so that nothing more can be written into it. */
    record Folder(Path directory) implements Place {
        @Override
        public String name() {
            return "folder";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("landing.uri", directory.toUri().toString());
        }

        @Override
        public void kill() {
            try {
                if (Files.isDirectory(directory)) {
                    Files.move(directory, away());
                }
                Files.writeString(directory, "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void mend() throws IOException {
            if (Files.isRegularFile(directory)) {
                Files.delete(directory);
                if (Files.exists(away())) {
                    Files.move(away(), directory, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }

        private Path away() {
            return directory.resolveSibling("landing-away");
        }
    }
}
