package dev.caravan.compile;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every file below {@code models/} and {@code analyses/} that means something, sorted by path. */
record ProjectFiles(
        List<SourceFile> models,
        List<SourceFile> tests,
        List<SourceFile> macros,
        List<SourceFile> analyses,
        List<SourceFile> properties) {
    private static final Pattern CLOCK = Pattern.compile("\\.now\\b");

    static ProjectFiles read(Project project, Problems problems) {
        List<Path> paths = list(project, project.models());
        List<Path> analyses = Files.isDirectory(project.analyses()) ? list(project, project.analyses()) : List.of();
        return new ProjectFiles(
                read(project, problems, paths, "sql")
                        .filter(file -> !liesIn("tests", file))
                        .toList(),
                read(project, problems, paths, "sql")
                        .filter(file -> liesIn("tests", file))
                        .toList(),
                read(project, problems, paths, "ftl")
                        .filter(file -> liesIn("macros", file))
                        .toList(),
                read(project, problems, analyses, "sql").toList(),
                Stream.of(analyses, paths)
                        .flatMap(some -> read(project, problems, some, "yml", "yaml"))
                        .toList());
    }

    /** Whether a template has FreeMarker's clock in it: it says something else each time it is rendered. */
    boolean askForTheTime() {
        return Stream.of(models, tests, macros, analyses)
                .flatMap(List::stream)
                .anyMatch(file -> CLOCK.matcher(file.text()).find());
    }

    private static List<Path> list(Project project, Path folder) {
        if (!Files.isDirectory(project.models())) {
            throw new CaravanException(Problem.at(
                    Place.of(project.relative(project.models())),
                    "there is no such directory",
                    "Models are SQL files below models/, such as models/star/dim_coin.sql."));
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw unreadable(Place.of(project.relative(folder)), e);
        }
    }

    private static Stream<SourceFile> read(Project project, Problems problems, List<Path> paths, String... endings) {
        return paths.parallelStream()
                .filter(path -> Arrays.stream(endings)
                        .anyMatch(ending -> path.toString().endsWith("." + ending)))
                .flatMap(path -> read(project, problems, path).stream());
    }

    private static Optional<SourceFile> read(Project project, Problems problems, Path file) {
        Path relative = project.relative(file);
        String path = relative.toString().replace('\\', '/');
        List<String> parts = List.of(path.split("/"));
        String name = parts.get(parts.size() - 1);
        try {
            return Optional.of(new SourceFile(
                    path,
                    parts.subList(1, parts.size() - 1),
                    name.substring(0, name.lastIndexOf('.')),
                    Files.readString(file).replace("\r\n", "\n")));
        } catch (CharacterCodingException e) {
            problems.add(Place.of(path), "is not text in UTF-8", "Save the file in UTF-8.");
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(Place.of(path), e);
        }
    }

    private static boolean liesIn(String folder, SourceFile file) {
        return !file.folders().isEmpty() && file.folders().get(0).equals(folder);
    }

    private static CaravanException unreadable(Place place, IOException e) {
        return new CaravanException(Problem.at(place, "cannot be read: " + e.getMessage(), ""), e);
    }
}
