package dev.caravan.project;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Where a problem is, in the words of the person who has to go there: {@code models/star/dim_coin.sql:12}, or
 * {@code coins, batch 0198c1f2, part-00003.csv.zst, line 4711}. Places of files sort by file and then by line.
 *
 * @param line one-based, 0 where the whole file or thing is meant
 */
public record Place(String name, int line) implements Comparable<Place> {
    public Place {
        requireNonNull(name, "name is null");
        if (line < 0) {
            throw new IllegalArgumentException("line is negative: " + line);
        }
    }

    /** A line of a file; {@code file} is given relative to the project, as a person would type it. */
    public static Place of(Path file, int line) {
        return new Place(file.toString(), line);
    }

    public static Place of(Path file) {
        return new Place(file.toString(), 0);
    }

    public static Place of(String name) {
        return new Place(name, 0);
    }

    @Override
    public int compareTo(Place other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : Integer.compare(line, other.line);
    }

    @Override
    public String toString() {
        return line == 0 ? name : name + ":" + line;
    }
}
