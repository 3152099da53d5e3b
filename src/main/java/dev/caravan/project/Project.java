package dev.caravan.project;

import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that holds {@code models/}, {@code routes/}, {@code migrations/} and {@code environments/}. */
public record Project(Path root) {
    static final String OVERLAY = ".local.properties";

    /**
     * Opens the project in a directory.
     *
     * @throws CaravanException where the directory is no project, because it has no {@code environments/}
     */
    public static Project at(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        if (!Files.isDirectory(root.resolve("environments"))) {
            throw new CaravanException(Problem.at(
                    Place.of(root),
                    "is no Caravan project: it has no directory \"environments\"",
                    "Start in the project's directory, or name it with --project DIR."));
        }
        return new Project(root);
    }

    public Path models() {
        return root.resolve("models");
    }

    /** Selects that are compiled and never built; there need not be any. */
    public Path analyses() {
        return root.resolve("analyses");
    }

    public Path macros() {
        return models().resolve("macros");
    }

    public Path routes() {
        return root.resolve("routes");
    }

    public Path migrations() {
        return root.resolve("migrations");
    }

    public Path environments() {
        return root.resolve("environments");
    }

    /** Settings of this machine alone, over an environment's own; need not exist. */
    public Path overlay(String environment) {
        return environments().resolve(environment + OVERLAY);
    }

    /** Where artifacts go: compiled SQL, manifest, run results. Safe to delete at any time. */
    public Path target() {
        return root.resolve("target").resolve("caravan");
    }

    /** The path as a person would type it: relative to the project where it lies inside, else as it is. */
    public Path relative(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(root) ? root.relativize(absolute) : absolute;
    }
}
