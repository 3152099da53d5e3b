package dev.caravan.docs.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * A folder that an export writes. A file in it lists what was written, so that the next export takes away what it no longer
 * writes, and nothing else.
 */
public final class ExportFolder {
    private static final String LIST = ".caravan-export";

    private final Path directory;
    private final boolean force;

    /** @param force writes into a folder that holds files of somebody else, over those of the same names */
    public ExportFolder(Path directory, boolean force) {
        this.directory = directory.toAbsolutePath().normalize();
        this.force = force;
    }

    /**
     * @param files by path below the folder, with slashes
     * @throws CaravanException where the folder holds files that no export wrote, or a file cannot be written
     */
    public void write(SortedMap<String, String> files) {
        try {
            refuseForeign();
            deleteAllBut(files);
            for (var file : files.entrySet()) {
                write(file.getKey(), file.getValue());
            }
            write(LIST, String.join("\n", files.keySet()) + "\n");
        } catch (IOException e) {
            throw new CaravanException(Problem.at(Place.of(directory), "cannot be written: " + e.getMessage(), ""), e);
        }
    }

    private void refuseForeign() throws IOException {
        if (force || !Files.exists(directory) || Files.exists(directory.resolve(LIST))) {
            return;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.findAny().isPresent()) {
                throw new CaravanException(Problem.at(
                        Place.of(directory),
                        "holds files that no export wrote",
                        "Name an empty directory with --output DIR, or write over them with --force."));
            }
        }
    }

    private void deleteAllBut(SortedMap<String, String> files) throws IOException {
        Path list = directory.resolve(LIST);
        if (!Files.exists(list)) {
            return;
        }
        List<String> earlier = Files.readAllLines(list);
        for (String name : earlier) {
            Path file = directory.resolve(name).normalize();
            if (!files.containsKey(name) && file.startsWith(directory) && Files.isRegularFile(file)) {
                Files.delete(file);
                deleteEmpty(file.getParent());
            }
        }
    }

    private void deleteEmpty(Path parent) throws IOException {
        for (Path folder = parent; !folder.equals(directory); folder = folder.getParent()) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(folder);
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(UTF_8));
    }
}
