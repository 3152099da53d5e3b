package dev.caravan.cli;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "clean",
        description = "Deletes the artifacts under target/caravan; never the warehouse or the landing.",
        mixinStandardHelpOptions = true)
final class CleanCommand implements Callable<Integer> {
    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Override
    public Integer call() {
        Project project = environment.project();
        if (Files.isDirectory(project.target())) {
            delete(project);
        }
        return 0;
    }

    private static void delete(Project project) {
        try (Stream<Path> files = Files.walk(project.target())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new CaravanException(
                    Problem.at(
                            Place.of(project.relative(project.target())), "cannot be deleted: " + e.getMessage(), ""),
                    e);
        }
    }
}
