package dev.caravan.landing;

import java.nio.file.Path;

/** Puts files into the landing. A file is there whole or not at all. */
@FunctionalInterface
public interface LandingTarget {

    /**
     * @param key where the file goes, relative to the landing's root, with slashes
     * @throws dev.caravan.project.CaravanException where it could not be put there
     */
    void put(String key, Path file);
}
