package dev.caravan.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.landing.Batch;
import dev.caravan.landing.Batch.Source;
import dev.caravan.landing.BatchId;
import dev.caravan.landing.BatchWriter;
import dev.caravan.landing.Compression;
import dev.caravan.landing.Landing;
import dev.caravan.landing.LandingSettings;
import dev.caravan.landing.Landings;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** A batch of columns {@code id} and {@code name} in a folder below a test's directory. */
final class TestBatch {
    private TestBatch() {}

    static Batch land(Path directory, String dataset, String[]... rows) {
        try (BatchWriter writer = new BatchWriter(
                dataset,
                BatchId.generator(Clock.systemUTC()).get(),
                Clock.systemUTC().instant(),
                java.util.List.of("id", "name"),
                Optional.of("id"),
                new LandingSettings(
                        URI.create(directory.resolve("landing").toUri() + "/").normalize(),
                        1 << 20,
                        Compression.zstd,
                        1),
                (key, file) -> copy(file, directory.resolve("landing").resolve(key)),
                directory.resolve("spool"))) {
            for (String[] row : rows) {
                writer.append(row, Optional.empty());
            }
            return writer.commit(new Source("http://127.0.0.1/", Optional.empty()));
        }
    }

    static Landing landing(Path directory) {
        try {
            Files.createDirectories(directory.resolve("environments"));
            Files.writeString(
                    directory.resolve("environments/landing.properties"), "landing.uri = file:landing\n", UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Project project = Project.at(directory);
        return Landings.open(Environment.load(project, "landing", Map.of(), Map.of()), project.root());
    }

    private static void copy(Path file, Path target) {
        try {
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
