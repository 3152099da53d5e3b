package dev.caravan.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.landing.Batch;
import dev.caravan.landing.Batch.Source;
import dev.caravan.landing.BatchId;
import dev.caravan.landing.BatchWriter;
import dev.caravan.landing.Compression;
import dev.caravan.landing.Landing;
import dev.caravan.landing.LandingSettings;
import dev.caravan.landing.LandingTarget;
import dev.caravan.landing.Landings;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A landing of a test's own, into which batches of columns {@code id} and {@code name} are put. */
record TestLanding(Path directory, URI root, LandingTarget target, Landing landing) {

    static TestLanding inFolder(Path directory) {
        Path folder = directory.resolve("landing");
        return of(
                directory,
                URI.create(folder.toUri() + "/").normalize(),
                (key, file) -> copy(file, folder.resolve(key)),
                "landing.uri = file:landing\n");
    }

    static TestLanding of(Path directory, URI root, LandingTarget target, String settings) {
        try {
            Files.createDirectories(directory.resolve("environments"));
            Files.writeString(directory.resolve("environments/landing.properties"), settings, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Project project = Project.at(directory);
        Landing landing = Landings.open(Environment.load(project, "landing", Map.of(), Map.of()), project.root());
        return new TestLanding(directory, root, target, landing);
    }

    Batch land(String dataset, String[]... rows) {
        try (BatchWriter writer = new BatchWriter(
                dataset,
                BatchId.generator(Clock.systemUTC()).get(),
                Clock.systemUTC().instant(),
                List.of("id", "name"),
                Optional.of("id"),
                new LandingSettings(root, 1 << 20, Compression.zstd, 1),
                target,
                directory.resolve("spool"))) {
            for (String[] row : rows) {
                writer.append(row, Optional.empty());
            }
            return writer.commit(new Source("http://127.0.0.1/", Optional.empty()));
        }
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
