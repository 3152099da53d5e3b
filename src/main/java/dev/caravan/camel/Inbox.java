package dev.caravan.camel;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder in which people drop CSV files; nothing in it is ever moved or changed. */
final class Inbox {
    private static final String CSV = "(?i)[^.].*[.]csv([.]gz|[.]zst)?";

    private Inbox() {}

    static List<File> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(CSV))
                    .sorted()
                    .map(Path::toFile)
                    .toList();
        }
    }
}
