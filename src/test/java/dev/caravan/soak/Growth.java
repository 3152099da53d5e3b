package dev.caravan.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What lies on the disk after a soak. */
final class Growth {
    private Growth() {}

    static List<String> of(Path project, Path logs, FaultyCoinlore api) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "the API was asked %,d times and stumbled: %s", api.requests(), api.stumbles()));
        lines.add(size("target", project.resolve("target")));
        lines.add(size("landing", project.resolve("work/local/landing")));
        lines.add(size("warehouse", project.resolve("work/local/warehouse.duckdb")));
        lines.add(size("logs", logs));
        return lines;
    }

    private static String size(String name, Path directory) throws IOException {
        long files = 0;
        long bytes = 0;
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files++;
                bytes += Files.size(file);
            }
        }
        return String.format(Locale.ROOT, "%s: %,d files, %,d KB", name, files, bytes >> 10);
    }
}
