package dev.caravan.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.graph.NodeId;
import dev.caravan.sql.Relation;
import dev.caravan.sql.TableOptions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
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

    static JsonObject of(Manifest manifest) {
        return new ManifestJson(manifest).json();
    }

    private JsonObject json() {
        JsonObject json = new JsonObject();
        json.putObject("metadata")
                .put("dbt_schema_version", SCHEMA)
                .put("project_name", PROJECT)
                .put("adapter_type", manifest.dialectName())
                .put("target_name", manifest.targetName());
        JsonObject nodes = json.putObject("nodes");
        manifest.models().forEach(model -> fill(nodes.putObject(model.id().value()), model));
        manifest.tests().forEach(test -> fill(nodes.putObject(test.id().value()), test));
        manifest.analyses()
                .forEach(analysis -> fill(nodes.putObject(analysis.id().value()), analysis));
        JsonObject sources = json.putObject("sources");
        manifest.sources().forEach(source -> fill(sources.putObject(source.id().value()), source));
        NONE_OF.forEach(json::putObject);
        JsonObject parents = json.putObject("parent_map");
        JsonObject children = json.putObject("child_map");
        for (NodeId id : manifest.nodes().keySet()) {
            parents.put(id.value(), values(manifest.graph().parents(id)));
            children.put(id.value(), values(manifest.graph().children(id)));
        }
        return json;
    }

    private void fill(JsonObject json, Model model) {
        describe(json, model, "model");
        place(json, model.relation(), "alias", model.materialization() != Materialization.EPHEMERAL);
        json.put("language", "sql")
                .put("raw_code", model.template())
                .put("compiled", true)
                .put("compiled_code", model.sql())
                .put("compiled_path", "target/caravan/" + model.compiledPath());
        json.putObject("checksum").put("name", "sha256").put("checksum", sha256(model.template()));
        JsonObject config = json.putObject("config")
                .put("enabled", true)
                .put("materialized", model.materialization().word())
                .put("schema", model.relation().schema())
                .put("alias", model.relation().identifier())
                .put("declared_by", Optional.of("migration").filter(word -> model.config()
                        .declaredByMigration()))
                .put("incremental_strategy", model.config().strategy().map(Strategy::word))
                .put("unique_key", model.config().uniqueKey())
                .put("tags", model.tags());
        fill(config, model.config().options());
        if (!model.config().grants().isEmpty()) {
            config.putObject("grants").put("select", model.config().grants());
        }
        config.putObject("contract").put("enforced", model.config().declaredByMigration());
        columns(json, model.columns());
        references(json, model);
    }

    /** What dbt keeps in {@code meta} is what users add of their own; parameters are no thing that it knows. */
    private void fill(JsonObject json, Analysis analysis) {
        describe(json, analysis, "analysis");
        json.put("alias", analysis.name())
                .put("language", "sql")
                .put("raw_code", analysis.template())
                .put("compiled", true)
                .put("compiled_code", analysis.sql())
                .put("compiled_path", "target/caravan/" + analysis.compiledPath());
        json.putObject("checksum").put("name", "sha256").put("checksum", sha256(analysis.template()));
        json.putObject("config").put("enabled", true).put("tags", analysis.tags());
        List<Object> parameters = json.putObject("meta").putList("parameters");
        for (Parameter parameter : analysis.parameters()) {
            parameters.add(new JsonObject()
                    .put("name", parameter.name())
                    .put("type", parameter.type().word())
                    .put("default", parameter.otherwise())
                    .put("description", parameter.description()));
        }
        columns(json, analysis.columns());
        references(json, analysis);
    }

    private void references(JsonObject json, Node node) {
        List<Object> refs = json.putList("refs");
        List<Object> sources = json.putList("sources");
        for (NodeId id : node.dependsOn()) {
            if (manifest.node(id) instanceof SourceTable source) {
                sources.add(List.of(source.source(), source.table()));
            } else {
                refs.add(new JsonObject().put("name", manifest.node(id).name()));
            }
        }
    }

    /** Where nothing is said, nothing stands there. */
    private static void fill(JsonObject config, TableOptions options) {
        options.dist().ifPresent(dist -> config.put("dist", dist));
        if (!options.sort().isEmpty()) {
            config.put("sort", options.sort());
        }
        options.sortType().ifPresent(type -> config.put("sort_type", type));
        if (!options.encode().isEmpty()) {
            JsonObject encode = config.putObject("encode");
            options.encode().forEach(encode::put);
        }
    }

    private void fill(JsonObject json, DataTest test) {
        describe(json, test, "test");
        json.put("alias", test.name())
                .put("compiled", true)
                .put("compiled_code", test.sql())
                .put("compiled_path", "target/caravan/" + test.compiledPath())
                .put("column_name", test.column())
                .put("attached_node", test.tested().map(NodeId::value));
        if (test.tested().isPresent()) {
            JsonObject metadata = json.putObject("test_metadata").put("name", test.kind());
            JsonObject arguments = metadata.putObject("kwargs");
            test.column().ifPresent(column -> arguments.put("column_name", column));
            fill(arguments, test.arguments());
        }
        JsonObject config = json.putObject("config")
                .put("enabled", true)
                .put("materialized", "test")
                .put("severity", test.severity().word())
                .put("tags", test.tags());
        putIfSaid(config, "where", test.arguments().where());
    }

    /** By the names that the properties file gives them. */
    private static void fill(JsonObject kwargs, TestArguments arguments) {
        putIfSaid(kwargs, "to", arguments.to());
        putIfSaid(kwargs, "field", arguments.field());
        putIfSaid(kwargs, "expression", arguments.expression());
        if (!arguments.columns().isEmpty()) {
            kwargs.put("columns", arguments.columns());
        }
        if (!arguments.values().isEmpty()) {
            kwargs.put("values", arguments.values());
        }
    }

    private static void putIfSaid(JsonObject json, String key, String text) {
        if (!text.isBlank()) {
            json.put(key, text);
        }
    }

    private void fill(JsonObject json, SourceTable source) {
        describe(json, source, "source");
        // dbt's name of a source is the table's alone
        json.put("name", source.table()).put("source_name", source.source());
        place(json, source.relation(), "identifier", true);
        columns(json, source.columns());
        source.location().ifPresent(location -> json.putObject("external").put("location", location));
        json.putObject("config").put("enabled", true);
    }

    private static void describe(JsonObject json, Node node, String resourceType) {
        json.put("unique_id", node.id().value())
                .put("resource_type", resourceType)
                .put("name", node.name())
                .put("package_name", PROJECT)
                .put("path", node.path().substring(node.path().indexOf('/') + 1))
                .put("original_file_path", node.path())
                .put("description", node.description());
        List<String> name = new ArrayList<>(List.of(PROJECT));
        name.addAll(node.selectable().folders());
        name.add(node.name().substring(node.name().lastIndexOf('.') + 1));
        json.put("fqn", name).put("tags", node.tags()).putObject("meta");
        json.putObject("depends_on").put("nodes", values(node.dependsOn())).put("macros", List.of());
    }

    /** An ephemeral model has no relation, and dbt then says null. */
    private static void place(JsonObject json, Relation relation, String identifier, boolean exists) {
        json.put("database", Optional.empty())
                .put("schema", relation.schema())
                .put(identifier, relation.identifier())
                .put(
                        "relation_name",
                        Optional.of(relation).filter(one -> exists).map(Relation::toString));
    }

    private static void columns(JsonObject json, List<ColumnProperties> given) {
        JsonObject columns = json.putObject("columns");
        given.forEach(column ->
                columns.putObject(column.name()).put("name", column.name()).put("description", column.description()));
    }

    private static List<String> values(Collection<NodeId> ids) {
        return ids.stream().map(NodeId::value).toList();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
