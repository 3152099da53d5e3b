package dev.caravan.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The environment's overlay, {@code environments/NAME.local.properties}: a block of lines of ours between two comments, and
 * around it whatever a person wrote there.
 */
final class Overlay {
    private static final String BEGIN = "# written by caravan cluster start, taken out by caravan cluster stop";
    private static final String END = "# end of what caravan cluster wrote";

    private final Project project;
    private final Path file;

    Overlay(Project project, String environment) {
        this.project = project;
        this.file = project.overlay(environment);
    }

    Path file() {
        return project.relative(file);
    }

    /** The lines of ours, without the comments around them. */
    List<String> block() {
        List<String> lines = lines();
        int begin = lines.indexOf(BEGIN);
        return begin < 0 ? List.of() : List.copyOf(lines.subList(begin + 1, end(lines, begin)));
    }

    /** @throws CaravanException with every line that a person wrote for one of these settings */
    void refuseOthers(Collection<String> keys) {
        List<String> lines = lines();
        int begin = lines.indexOf(BEGIN);
        int end = begin < 0 ? -1 : end(lines, begin);
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String key = Environment.keyOf(lines.get(i));
            if ((i < begin || i > end) && keys.contains(key)) {
                problems.add(Problem.at(
                        Place.of(file(), i + 1),
                        key + " is set by hand",
                        "Take the line out: caravan cluster start writes it."));
            }
        }
        if (!problems.isEmpty()) {
            throw new CaravanException(problems);
        }
    }

    void write(Map<String, String> settings) {
        List<String> lines = withoutBlock();
        lines.add(BEGIN);
        settings.forEach((key, value) -> lines.add(key + "=" + value));
        lines.add(END);
        replace(lines);
    }

    void remove() {
        List<String> rest = withoutBlock();
        if (rest.isEmpty()) {
            attempt(() -> Files.deleteIfExists(file));
        } else {
            replace(rest);
        }
    }

    private List<String> withoutBlock() {
        List<String> lines = new ArrayList<>(lines());
        int begin = lines.indexOf(BEGIN);
        if (begin >= 0) {
            lines.subList(begin, Math.min(end(lines, begin) + 1, lines.size())).clear();
        }
        return lines;
    }

    /** A block whose end somebody took away ends with the file. */
    private static int end(List<String> lines, int begin) {
        int end = lines.subList(begin, lines.size()).indexOf(END);
        return end < 0 ? lines.size() : begin + end;
    }

    private List<String> lines() {
        return attempt(() -> Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of());
    }

    /** Whole or not at all: a file cut in half would keep every command from starting. */
    private void replace(List<String> lines) {
        attempt(() -> {
            Path whole =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
            Files.write(whole, lines, UTF_8);
            return Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        });
    }

    @FunctionalInterface
    private interface FileWork<T> {
        T run() throws IOException;
    }

    private <T> T attempt(FileWork<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new CaravanException(
                    Problem.at(Place.of(file()), "cannot be read or written: " + e.getMessage(), ""), e);
        }
    }
}
