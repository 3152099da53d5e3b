package dev.caravan.docs.catalog;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What every page that names a node says of it.
 *
 * @param layer {@code api}, {@code raw}, {@code analyses}, or the folder of {@code models/} that a model lies in
 * @param path the file that declares it
 * @param materialized dbt's word; empty where it is no model
 * @param rows as the warehouse counts or estimates them
 * @param freshAt when the newest of the rows that it comes from was loaded
 * @param status how it ended when it last ran
 */
public record NodeHead(
        String id,
        String name,
        NodeKind kind,
        String layer,
        String path,
        String description,
        String materialized,
        List<String> tags,
        OptionalLong rows,
        Optional<Instant> freshAt,
        Optional<String> status) {
    public NodeHead {
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(layer, "layer is null");
        requireNonNull(path, "path is null");
        requireNonNull(description, "description is null");
        requireNonNull(materialized, "materialized is null");
        tags = List.copyOf(tags);
        requireNonNull(rows, "rows is null");
        requireNonNull(freshAt, "freshAt is null");
        requireNonNull(status, "status is null");
    }
}
