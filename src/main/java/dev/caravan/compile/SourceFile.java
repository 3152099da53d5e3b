package dev.caravan.compile;

import dev.caravan.project.Place;
import java.util.List;

/**
 * A file below {@code models/} or {@code analyses/}, read.
 *
 * @param path relative to the project, with slashes
 * @param folders the folders between that and the file
 * @param stem the file's name without its ending
 */
record SourceFile(String path, List<String> folders, String stem, String text) {

    Place place() {
        return Place.of(path);
    }
}
