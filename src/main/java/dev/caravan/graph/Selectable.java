package dev.caravan.graph;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a selector can see of a node.
 *
 * @param name how people call it: {@code dim_coin}, {@code raw.coins}
 * @param resourceType dbt's word: {@code model}, {@code source}, {@code test}, {@code analysis}
 * @param path the file that declares it, relative to the project, with slashes
 * @param folders the folders below {@code models/} or {@code analyses/} in which it lies
 * @param materialized how a model becomes a relation; empty for others
 * @param testType {@code generic} or {@code singular}, {@code unit}; empty for others
 */
public record Selectable(
        NodeId id,
        String name,
        String resourceType,
        String path,
        List<String> folders,
        SortedSet<String> tags,
        String materialized,
        String testType) {
    public Selectable {
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        requireNonNull(resourceType, "resourceType is null");
        requireNonNull(path, "path is null");
        requireNonNull(materialized, "materialized is null");
        requireNonNull(testType, "testType is null");
        folders = List.copyOf(folders);
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }

    boolean isTest() {
        return resourceType.equals("test");
    }
}
