package dev.caravan.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes {@code manifest.json} in the shape that dbt's readers know, and the compiled SQL beside it. The same manifest
 * gives the same bytes, and nothing of an earlier compile is left. For many threads.
 */
public final class ManifestWriter {
    private static final String COMPILED = "compiled";

    private final Path directory;
    private final Path manifestFile;
    private Optional<Written> last = Optional.empty();

    /** @param at when {@code manifest.json}, which is written last, was changed */
    private record Written(Manifest manifest, FileTime at) {}

    public ManifestWriter(Project project) {
        this.directory = project.target();
        this.manifestFile = directory.resolve("manifest.json");
    }

    /**
     * Writes nothing where this object wrote the same manifest last, and nobody another one since.
     *
     * @throws CaravanException where a file cannot be written
     */
    public synchronized void write(Manifest manifest) {
        if (last.isPresent() && last.equals(standing(manifest))) {
            return;
        }
        writeAll(manifest);
        last = standing(manifest);
    }

    private Optional<Written> standing(Manifest manifest) {
        try {
            return Optional.of(new Written(manifest, Files.getLastModifiedTime(manifestFile)));
        } catch (IOException e) {
            // it is not there, or cannot be reached: whoever writes it is told why
            return Optional.empty();
        }
    }

    private void writeAll(Manifest manifest) {
        Map<Path, String> compiled = new TreeMap<>();
        manifest.models().forEach(model -> {
            compiled.put(directory.resolve(model.compiledPath()), model.sql());
            model.incrementalSql()
                    .ifPresent(sql -> compiled.put(directory.resolve(model.compiledIncrementalPath()), sql));
            model.contractSql().ifPresent(sql -> compiled.put(directory.resolve(model.compiledContractPath()), sql));
        });
        manifest.tests().forEach(test -> {
            compiled.put(directory.resolve(test.compiledPath()), test.sql());
            test.newRowsSql().ifPresent(sql -> compiled.put(directory.resolve(test.compiledNewRowsPath()), sql));
        });
        manifest.analyses()
                .forEach(analysis -> compiled.put(directory.resolve(analysis.compiledPath()), analysis.sql()));
        deleteAllBut(compiled);
        compiled.forEach(this::write);
        write(manifestFile, text(manifest));
    }

    /** The text of {@code manifest.json}. */
    public static String text(Manifest manifest) {
        return ManifestJson.of(manifest).text();
    }

    private void deleteAllBut(Map<Path, String> kept) {
        Path compiled = directory.resolve(COMPILED);
        if (!Files.isDirectory(compiled)) {
            return;
        }
        try (Stream<Path> files = Files.walk(compiled)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!kept.containsKey(file)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new CaravanException(Problem.at(Place.of(compiled), "cannot be cleared: " + e.getMessage(), ""), e);
        }
    }

    /** What did not change is left alone: reading is cheaper than writing, and its time tells when it changed. */
    private void write(Path file, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        try {
            if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
                return;
            }
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new CaravanException(Problem.at(Place.of(file), "cannot be written: " + e.getMessage(), ""), e);
        }
    }
}
