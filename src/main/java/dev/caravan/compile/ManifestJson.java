package dev.caravan.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.graph.NodeId;
import dev.caravan.sql.Relation;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A manifest as dbt's {@code manifest.json}, schema version 12 (schemas.getdbt.com). Two keys of it are left out, because
 * a compile has no clock and no run: {@code generated_at} and {@code invocation_id}.
 */
final class ManifestJson {
    private static final String SCHEMA = "https://schemas.getdbt.com/dbt/manifest/v12.json";
    private static final String PROJECT = "caravan";
    /** What the artifact has maps for and Caravan has nothing of. */
    private static final List<String> NONE_OF = List.of(
            "macros",
            "docs",
            "exposures",
            "metrics",
            "groups",
            "selectors",
            "disabled",
            "group_map",
            "saved_queries",
            "semantic_models",
            "unit_tests");

    private final Manifest manifest;

    private ManifestJson(Manifest manifest) {
        this.manifest = manifest;
    }

    /** @param json an empty object, which is filled */
    static ObjectNode of(Manifest manifest, ObjectNode json) {
        return new ManifestJson(manifest).fill(json);
    }

    private ObjectNode fill(ObjectNode json) {
        json.putObject("metadata")
                .put("dbt_schema_version", SCHEMA)
                .put("project_name", PROJECT)
                .put("adapter_type", manifest.dialectName())
                .put("target_name", manifest.targetName());
        ObjectNode nodes = json.putObject("nodes");
        manifest.models().forEach(model -> fill(nodes.putObject(model.id().value()), model));
        manifest.tests().forEach(test -> fill(nodes.putObject(test.id().value()), test));
        ObjectNode sources = json.putObject("sources");
        manifest.sources().forEach(source -> fill(sources.putObject(source.id().value()), source));
        NONE_OF.forEach(json::putObject);
        ObjectNode parents = json.putObject("parent_map");
        ObjectNode children = json.putObject("child_map");
        for (NodeId id : manifest.nodes().keySet()) {
            add(parents.putArray(id.value()), manifest.graph().parents(id));
            add(children.putArray(id.value()), manifest.graph().children(id));
        }
        return json;
    }

    private void fill(ObjectNode json, Model model) {
        describe(json, model, "model");
        place(json, model.relation(), "alias", model.materialization() != Materialization.EPHEMERAL);
        json.put("language", "sql")
                .put("raw_code", model.template())
                .put("compiled", true)
                .put("compiled_code", model.sql())
                .put("compiled_path", "target/caravan/" + model.compiledPath());
        json.putObject("checksum").put("name", "sha256").put("checksum", sha256(model.template()));
        ObjectNode config = json.putObject("config")
                .put("enabled", true)
                .put("materialized", model.materialization().word())
                .put("schema", model.relation().schema())
                .put("alias", model.relation().identifier())
                .put("declared_by", model.config().declaredByMigration() ? "migration" : null)
                .put(
                        "incremental_strategy",
                        model.config().strategy().map(Strategy::word).orElse(null));
        model.config().uniqueKey().forEach(config.putArray("unique_key")::add);
        model.tags().forEach(config.putArray("tags")::add);
        config.putObject("contract").put("enforced", model.config().declaredByMigration());
        columns(json, model.columns());
        ArrayNode refs = json.putArray("refs");
        ArrayNode sources = json.putArray("sources");
        for (NodeId id : model.dependsOn()) {
            if (manifest.node(id) instanceof SourceTable source) {
                sources.addArray().add(source.source()).add(source.table());
            } else {
                refs.addObject().put("name", manifest.node(id).name());
            }
        }
    }

    private void fill(ObjectNode json, DataTest test) {
        describe(json, test, "test");
        json.put("alias", test.name())
                .put("compiled", true)
                .put("compiled_code", test.sql())
                .put("compiled_path", "target/caravan/" + test.compiledPath())
                .put("column_name", test.column().orElse(null))
                .put("attached_node", test.tested().map(NodeId::value).orElse(null));
        if (test.tested().isPresent()) {
            ObjectNode metadata = json.putObject("test_metadata").put("name", test.kind());
            ObjectNode arguments = metadata.putObject("kwargs");
            test.column().ifPresent(column -> arguments.put("column_name", column));
        }
        ObjectNode config = json.putObject("config")
                .put("enabled", true)
                .put("materialized", "test")
                .put("severity", test.severity().word());
        test.tags().forEach(config.putArray("tags")::add);
    }

    private void fill(ObjectNode json, SourceTable source) {
        describe(json, source, "source");
        // dbt's name of a source is the table's alone
        json.put("name", source.table()).put("source_name", source.source());
        place(json, source.relation(), "identifier", true);
        columns(json, source.columns());
        json.putObject("config").put("enabled", true);
    }

    private static void describe(ObjectNode json, Node node, String resourceType) {
        json.put("unique_id", node.id().value())
                .put("resource_type", resourceType)
                .put("name", node.name())
                .put("package_name", PROJECT)
                .put("path", node.path().substring(node.path().indexOf('/') + 1))
                .put("original_file_path", node.path())
                .put("description", node.description());
        ArrayNode name = json.putArray("fqn").add(PROJECT);
        node.selectable().folders().forEach(name::add);
        name.add(node.name().substring(node.name().lastIndexOf('.') + 1));
        node.tags().forEach(json.putArray("tags")::add);
        json.putObject("meta");
        add(json.putObject("depends_on").putArray("nodes"), node.dependsOn());
        ((ObjectNode) json.get("depends_on")).putArray("macros");
    }

    /** An ephemeral model has no relation, and dbt then says null. */
    private static void place(ObjectNode json, Relation relation, String identifier, boolean exists) {
        json.putNull("database")
                .put("schema", relation.schema())
                .put(identifier, relation.identifier())
                .put(
                        "relation_name",
                        Optional.of(relation)
                                .filter(one -> exists)
                                .map(Relation::toString)
                                .orElse(null));
    }

    private static void columns(ObjectNode json, List<ColumnProperties> given) {
        ObjectNode columns = json.putObject("columns");
        given.forEach(column ->
                columns.putObject(column.name()).put("name", column.name()).put("description", column.description()));
    }

    private static void add(ArrayNode array, Collection<NodeId> ids) {
        ids.forEach(id -> array.add(id.value()));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
