package dev.caravan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The shipped project's demo environment with warehouse, landing and artifacts in a directory of its own. */
final class Demo {
    private static final int MANIFEST_DEPTH = 3;

    private final Path directory;
    private String output = "";

    Demo(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** Runs the main job in a process of its own and gives its exit code. */
    int run() throws IOException, InterruptedException {
        try (CaravanProcess process = CaravanProcess.start(directory, "run")) {
            int exitCode = process.awaitExit();
            output = process.toString();
            return exitCode;
        }
    }

    boolean runAndKillAfter(long millis) throws IOException, InterruptedException {
        try (CaravanProcess process = CaravanProcess.start(directory, "run")) {
            return process.killAfter(millis);
        }
    }

    String output() {
        return output;
    }

    /** The lines of a result as CSV, the header first. */
    List<String> query(String sql) {
        List<String> arguments = new ArrayList<>(List.of("query", sql, "--format", "csv"));
        arguments.addAll(CaravanProcess.options(directory));
        return CommandRun.of(arguments).succeeded().lines();
    }

    /** Ids of the batches of a dataset that have a manifest, sorted. */
    List<String> committed(String dataset) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("landing/raw").resolve(dataset), MANIFEST_DEPTH)) {
            return files.filter(file -> file.endsWith("manifest.json"))
                    .map(file -> file.getParent().getFileName().toString().substring("batch=".length()))
                    .sorted()
                    .toList();
        }
    }
}
