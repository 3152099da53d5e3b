package dev.caravan.telemetry;

import dev.caravan.compile.Manifest;
import dev.caravan.compile.Materialization;
import dev.caravan.compile.Model;
import dev.caravan.compile.Node;
import dev.caravan.compile.SourceTable;
import dev.caravan.graph.NodeId;
import dev.caravan.sql.Relation;
import io.openlineage.client.OpenLineage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Relations as OpenLineage names datasets: openlineage.io, "Naming Conventions". */
final class LineageDatasets {
    // jdbc:postgresql://host:port/database?options, jdbc:redshift:iam://…, jdbc:duckdb:path
    private static final Pattern SERVER = Pattern.compile("jdbc:(postgresql|redshift)(?::iam)?://([^/?]+)/([^?;]*).*");
    private static final Pattern FILE = Pattern.compile("jdbc:duckdb:(.*?)([^/?;]*?)(?:\\.duckdb)?(?:[?;].*)?");

    private final OpenLineage lineage;
    private final String namespace;
    private final String database;

    LineageDatasets(OpenLineage lineage, String warehouseUrl) {
        this.lineage = lineage;
        Matcher server = SERVER.matcher(warehouseUrl);
        Matcher file = FILE.matcher(warehouseUrl);
        if (server.matches()) {
            // a user before the host is nobody's business
            String host = server.group(2).replaceFirst(".*@", "");
            namespace = server.group(1).replace("postgresql", "postgres") + "://" + host;
            database = server.group(3);
        } else {
            namespace = "duckdb";
            database = file.matches() ? file.group(2) : "warehouse";
        }
    }

    /** What a model reads; an ephemeral model stands for what it reads itself. */
    List<OpenLineage.InputDataset> inputs(Manifest manifest, Model model) {
        SortedSet<Relation> relations = new TreeSet<>();
        model.dependsOn().forEach(id -> collect(manifest, id, relations));
        return relations.stream()
                .map(relation -> lineage.newInputDatasetBuilder()
                        .namespace(namespace)
                        .name(name(relation))
                        .facets(facets(manifest, relation))
                        .build())
                .toList();
    }

    OpenLineage.OutputDataset output(Model model, OptionalLong rows) {
        OpenLineage.OutputDatasetBuilder output = lineage.newOutputDatasetBuilder()
                .namespace(namespace)
                .name(name(model.relation()))
                .facets(facets(model));
        rows.ifPresent(number -> output.outputFacets(lineage.newOutputDatasetOutputFacetsBuilder()
                .outputStatistics(lineage.newOutputStatisticsOutputDatasetFacet(number, null, null))
                .build()));
        return output.build();
    }

    private void collect(Manifest manifest, NodeId id, SortedSet<Relation> relations) {
        Node node = manifest.node(id);
        if (node instanceof SourceTable source) {
            relations.add(source.relation());
        } else if (node instanceof Model model) {
            if (model.materialization() == Materialization.EPHEMERAL) {
                model.dependsOn().forEach(before -> collect(manifest, before, relations));
            } else {
                relations.add(model.relation());
            }
        }
    }

    private OpenLineage.DatasetFacets facets(Manifest manifest, Relation relation) {
        Optional<OpenLineage.DatasetFacets> ofModel = manifest.models().stream()
                .filter(model -> model.relation().equals(relation))
                .findFirst()
                .map(this::facets);
        return ofModel.orElseGet(() -> manifest.sources().stream()
                .filter(source -> source.relation().equals(relation))
                .findFirst()
                .map(source -> facets(
                        source.description(),
                        source.columns().stream()
                                .map(column -> field(column.name(), column.description()))
                                .toList()))
                .orElseThrow());
    }

    private OpenLineage.DatasetFacets facets(Model model) {
        return facets(
                model.description(),
                model.columns().stream()
                        .map(column -> field(column.name(), column.description()))
                        .toList());
    }

    private OpenLineage.DatasetFacets facets(String description, List<OpenLineage.SchemaDatasetFacetFields> fields) {
        OpenLineage.DatasetFacetsBuilder facets =
                lineage.newDatasetFacetsBuilder().schema(lineage.newSchemaDatasetFacet(fields));
        if (!description.isEmpty()) {
            facets.documentation(lineage.newDocumentationDatasetFacetBuilder()
                    .description(description)
                    .build());
        }
        return facets.build();
    }

    private OpenLineage.SchemaDatasetFacetFields field(String name, String description) {
        return lineage.newSchemaDatasetFacetFieldsBuilder()
                .name(name)
                .description(description)
                .build();
    }

    private String name(Relation relation) {
        return database + "." + relation;
    }
}
