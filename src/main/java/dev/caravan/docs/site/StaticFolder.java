package dev.caravan.docs.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.docs.Json;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the files of an exported page. A folder that holds anything else is refused; one of an earlier export is
 * overwritten, and what that one had and this one has not is deleted at the end.
 */
public final class StaticFolder {
    /** Lies in every exported folder, and in no other. */
    private static final String MARK = ".caravan-docs";

    private static final String DATA = "data/";
    private static final String SAFE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

    private final Path folder;
    private final Json json;
    private final Set<Path> written = new HashSet<>();
    private long sizeBytes;

    private StaticFolder(Path folder, Json json) {
        this.folder = folder;
        this.json = json;
    }

    /** What was written. */
    public record Written(Path folder, int files, long sizeBytes) {}

    /** @throws CaravanException where the folder holds what no export wrote */
    public static StaticFolder in(Path folder, Json json) {
        StaticFolder site = new StaticFolder(folder.toAbsolutePath().normalize(), json);
        site.claim();
        return site;
    }

    /** Whether an export lies in a folder. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(MARK));
    }

    /** A script that gives the page the answer to a question. */
    public void answer(String path, Object value) {
        String call = "caravan.loaded(" + json.text(path) + ", " + json.text(value) + ");\n";
        text(DATA + fileName(path) + ".js", call);
    }

    /** @param name with slashes, below the folder */
    public void text(String name, String text) {
        bytes(name, text.getBytes(UTF_8));
    }

    public void bytes(String name, byte[] bytes) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            throw new IllegalArgumentException("\"" + name + "\" leads out of the folder");
        }
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw cannotBeWritten(file, e);
        }
        written.add(file);
        sizeBytes += bytes.length;
    }

    /** Deletes what an earlier export left. */
    public Written finish() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> !Files.isDirectory(file)).toList()) {
                if (!written.contains(file)) {
                    Files.delete(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw cannotBeWritten(folder, e);
        }
        return new Written(folder, written.size(), sizeBytes);
    }

    private void claim() {
        if (Files.isDirectory(folder) && !isIn(folder) && !names().isEmpty()) {
            throw new CaravanException(Problem.at(
                    Place.of(folder),
                    "holds files that no export wrote, such as \"" + names().get(0) + "\"",
                    "Name an empty folder, or one that is not there yet, with --output DIR."));
        }
        text(MARK, "caravan docs generate writes this folder anew each time; files of yours in it would be deleted.\n");
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw cannotBeWritten(folder, e);
        }
    }

    private static CaravanException cannotBeWritten(Path file, Exception cause) {
        return new CaravanException(
                Problem.at(Place.of(file), "cannot be written: " + cause.getMessage(), "Name another folder."), cause);
    }

    /**
     * A path as the name of a file, below {@code data/}: slashes divide folders, and what is no letter, digit, dot, dash or
     * underline becomes {@code %XX}, and so do the dots of a name that is nothing else. Names may come from outside.
     */
    static String fileName(String path) {
        return Stream.of(path.split("/", -1))
                .map(StaticFolder::segment)
                .reduce((left, right) -> left + "/" + right)
                .orElseThrow();
    }

    private static String segment(String name) {
        String safe = name.chars().allMatch(character -> character == '.') ? SAFE.replace(".", "") : SAFE;
        StringBuilder segment = new StringBuilder();
        for (byte unit : name.getBytes(UTF_8)) {
            if (safe.indexOf(unit) >= 0) {
                segment.append((char) unit);
            } else {
                segment.append(String.format("%%%02X", unit));
            }
        }
        return segment.isEmpty() ? "%" : segment.toString();
    }
}
