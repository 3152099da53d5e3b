package dev.caravan.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.graph.NodeId;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * Writes {@code manifest.json} in the shape that dbt's readers know, and the compiled SQL beside it. The same manifest
 * gives the same bytes.
 */
public final class ManifestWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    public ManifestWriter(Project project) {
        this.directory = project.target();
    }

    /** @throws CaravanException where a file cannot be written */
    public void write(Manifest manifest) {
        write("manifest.json", json(manifest).toPrettyString() + "\n");
        manifest.models().forEach(model -> {
            write(model.compiledPath(), model.sql() + "\n");
            model.incrementalSql().ifPresent(sql -> write(model.compiledIncrementalPath(), sql + "\n"));
        });
        manifest.tests().forEach(test -> write(test.compiledPath(), test.sql() + "\n"));
    }

    private static ObjectNode json(Manifest manifest) {
        ObjectNode json = JSON.createObjectNode();
        json.putObject("metadata")
                .put("project_name", "caravan")
                .put("adapter_type", manifest.dialectName())
                .put("target_name", manifest.targetName());
        ObjectNode nodes = json.putObject("nodes");
        manifest.models().forEach(model -> nodes.set(model.id().value(), model(model)));
        manifest.tests().forEach(test -> nodes.set(test.id().value(), test(test)));
        ObjectNode sources = json.putObject("sources");
        manifest.sources().forEach(source -> sources.set(source.id().value(), node(source, "source")));
        ObjectNode parents = json.putObject("parent_map");
        ObjectNode children = json.putObject("child_map");
        for (NodeId id : manifest.nodes().keySet()) {
            add(parents.putArray(id.value()), manifest.graph().parents(id));
            add(children.putArray(id.value()), manifest.graph().children(id));
        }
        return json;
    }

    private static ObjectNode model(Model model) {
        ObjectNode json = node(model, "model")
                .put("schema", model.relation().schema())
                .put("alias", model.relation().identifier())
                .put("raw_code", model.template())
                .put("compiled_code", model.sql());
        json.putObject("config")
                .put("materialized", model.materialization().word())
                .put("declared_by_migration", model.config().declaredByMigration());
        ObjectNode columns = json.putObject("columns");
        model.columns().forEach(column -> columns.putObject(column.name())
                .put("name", column.name())
                .put("description", column.description()));
        return json;
    }

    private static ObjectNode test(DataTest test) {
        ObjectNode json = node(test, "test").put("compiled_code", test.sql());
        json.putObject("config").put("severity", test.severity().word());
        return json;
    }

    private static ObjectNode node(Node node, String resourceType) {
        ObjectNode json = JSON.createObjectNode()
                .put("unique_id", node.id().value())
                .put("resource_type", resourceType)
                .put("name", node.name())
                .put("original_file_path", node.path())
                .put("description", node.description());
        ArrayNode tags = json.putArray("tags");
        node.tags().forEach(tags::add);
        add(json.putObject("depends_on").putArray("nodes"), node.dependsOn());
        return json;
    }

    private static void add(ArrayNode array, Collection<NodeId> ids) {
        ids.forEach(id -> array.add(id.value()));
    }

    private void write(String name, String text) {
        Path file = directory.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, UTF_8);
        } catch (IOException e) {
            throw new CaravanException(Problem.at(Place.of(file), "cannot be written: " + e.getMessage(), ""), e);
        }
    }
}
