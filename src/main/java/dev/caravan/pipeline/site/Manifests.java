package dev.caravan.pipeline.site;

import dev.caravan.compile.Manifest;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The project's files, compiled again where one of them has changed. */
final class Manifests {
    private static final Logger log = LoggerFactory.getLogger(Manifests.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Project project;
    private final Supplier<Manifest> compile;
    private Optional<Manifest> current = Optional.empty();
    private String version = "";
    private long lookedAt;

    Manifests(Project project, Supplier<Manifest> compile) {
        this.project = project;
        this.compile = compile;
    }

    /** @throws CaravanException where the files have never been without an error since the process began */
    synchronized Manifest current() {
        boolean known = current.isPresent();
        if (known && System.nanoTime() - lookedAt < LOOK_AGAIN.toNanos()) {
            return current.get();
        }
        lookedAt = System.nanoTime();
        String found = Integer.toHexString(files().hashCode());
        if (known && found.equals(version)) {
            return current.get();
        }
        try {
            current = Optional.of(compile.get());
        } catch (CaravanException e) {
            if (!known) {
                throw e;
            }
            log.warn("the pages show the models as they were before: {}", e.getMessage());
        }
        version = found;
        return current.get();
    }

    /** Another text wherever {@link #current} gives another manifest. */
    synchronized String version() {
        current();
        return version;
    }

    private String files() {
        StringBuilder files = new StringBuilder();
        Stream.of(project.models(), project.analyses())
                .filter(Files::isDirectory)
                .forEach(folder -> {
                    try (Stream<Path> paths = Files.walk(folder)) {
                        for (Path path : (Iterable<Path>)
                                paths.filter(Files::isRegularFile).sorted()::iterator) {
                            files.append(path)
                                    .append(Files.getLastModifiedTime(path))
                                    .append(Files.size(path));
                        }
                    } catch (IOException | UncheckedIOException e) {
                        // a file came or went at that moment, and is looked at again in a second
                        files.append(folder).append(lookedAt);
                    }
                });
        return files.toString();
    }
}
