package dev.caravan.cli;

import dev.caravan.docs.export.ExportFolder;
import dev.caravan.project.Project;
import java.nio.file.Path;
import java.util.SortedMap;
import picocli.CommandLine.Option;

/** The options that every export has: where to, and over what. */
final class ExportOptions {
    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "The directory that is written (target/caravan/export/KIND).")
    private Path output;

    @Option(names = "--force", description = "Writes into a directory that holds files of yours, over the same names.")
    private boolean force;

    /** @return where it was written */
    Path write(Project project, String kind, SortedMap<String, String> files) {
        Path directory = output == null
                ? project.target().resolve("export").resolve(kind)
                : output.toAbsolutePath().normalize();
        new ExportFolder(directory, force).write(files);
        return project.relative(directory);
    }
}
