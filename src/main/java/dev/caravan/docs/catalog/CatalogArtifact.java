package dev.caravan.docs.catalog;

import dev.caravan.compile.Manifest;
import dev.caravan.compile.Materialization;
import dev.caravan.compile.Model;
import dev.caravan.compile.Node;
import dev.caravan.compile.SourceTable;
import dev.caravan.sql.Column;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Catalog;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the warehouse says of the project's relations as dbt's {@code catalog.json}, schema version 1 (schemas.getdbt.com).
 * A relation that is not there is left out.
 */
public record CatalogArtifact(
        Metadata metadata,
        SortedMap<String, CatalogTable> nodes,
        SortedMap<String, CatalogTable> sources,
        Optional<List<String>> errors) {

    /** Which artifact this is. */
    public record Metadata(String dbt_schema_version, Instant generated_at) {}

    /** A relation of the warehouse. */
    public record CatalogTable(
            TableMetadata metadata, Map<String, CatalogColumn> columns, Map<String, Stat> stats, String unique_id) {}

    /** @param type as the database calls it: {@code BASE TABLE}, {@code VIEW} */
    public record TableMetadata(
            String type,
            String schema,
            String name,
            Optional<String> database,
            Optional<String> comment,
            Optional<String> owner) {}

    /** @param index from 1 */
    public record CatalogColumn(String type, int index, String name, Optional<String> comment) {}

    /** A figure of a relation. */
    public record Stat(String id, String label, Object value, boolean include, String description) {}

    /** @param rows of tables, as the warehouse counts or estimates them */
    public static CatalogArtifact of(
            Manifest manifest, Catalog catalog, SortedMap<Relation, Long> rows, Instant generatedAt) {
        SortedMap<String, CatalogTable> nodes = new TreeMap<>();
        SortedMap<String, CatalogTable> sources = new TreeMap<>();
        for (Model model : manifest.models()) {
            if (model.materialization() != Materialization.EPHEMERAL) {
                table(model, model.relation(), catalog, rows)
                        .ifPresent(table -> nodes.put(model.id().value(), table));
            }
        }
        for (SourceTable source : manifest.sources()) {
            table(source, source.relation(), catalog, rows)
                    .ifPresent(table -> sources.put(source.id().value(), table));
        }
        return new CatalogArtifact(
                new Metadata("https://schemas.getdbt.com/dbt/catalog/v1.json", generatedAt),
                nodes,
                sources,
                Optional.empty());
    }

    private static Optional<CatalogTable> table(
            Node node, Relation relation, Catalog catalog, SortedMap<Relation, Long> rows) {
        return catalog.find(relation)
                .map(entry -> new CatalogTable(
                        new TableMetadata(
                                entry.kind() == Catalog.Kind.TABLE ? "BASE TABLE" : "VIEW",
                                relation.schema(),
                                relation.identifier(),
                                Optional.empty(),
                                Optional.of(node.description()).filter(text -> !text.isEmpty()),
                                Optional.empty()),
                        columns(entry),
                        stats(Optional.ofNullable(rows.get(relation))),
                        node.id().value()));
    }

    private static Map<String, CatalogColumn> columns(Catalog.Entry entry) {
        Map<String, CatalogColumn> columns = new LinkedHashMap<>();
        for (Column column : entry.columns()) {
            columns.put(
                    column.name(),
                    new CatalogColumn(
                            column.type().toString().toUpperCase(Locale.ROOT),
                            columns.size() + 1,
                            column.name(),
                            Optional.empty()));
        }
        return columns;
    }

    /** {@code has_stats} is what dbt's own page looks for first. */
    private static Map<String, Stat> stats(Optional<Long> rows) {
        Map<String, Stat> stats = new LinkedHashMap<>();
        stats.put(
                "has_stats",
                new Stat("has_stats", "Has Stats?", rows.isPresent(), false, "Whether there are figures of it"));
        rows.ifPresent(count -> stats.put(
                "row_count", new Stat("row_count", "Row Count", count, true, "Rows when the catalog was made")));
        return stats;
    }
}
