package dev.caravan.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.compile.DataTest;
import dev.caravan.compile.Model;
import dev.caravan.compile.Node;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Writes {@code run_results.json} in the shape that dbt's readers know. */
public final class RunResultsWriter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = "https://schemas.getdbt.com/dbt/run-results/v6.json";
    private static final double MILLIS = 1000.0;

    private final Path directory;

    /** @param directory {@code target/caravan} */
    public RunResultsWriter(Path directory) {
        this.directory = directory;
    }

    public void write(String runId, RunResults results) {
        ObjectNode json = JSON.createObjectNode();
        json.putObject("metadata")
                .put("dbt_schema_version", SCHEMA)
                .put("generated_at", results.startedAt().plus(results.took()).toString())
                .put("invocation_id", runId);
        ArrayNode nodes = json.putArray("results");
        results.results().forEach(result -> nodes.add(node(result)));
        json.put("elapsed_time", results.took().toMillis() / MILLIS);
        json.putObject("args");
        Path file = directory.resolve("run_results.json");
        try {
            Files.createDirectories(directory);
            Files.writeString(file, json.toPrettyString() + "\n", UTF_8);
        } catch (IOException e) {
            throw new CaravanException(Problem.at(Place.of(file), "cannot be written: " + e.getMessage(), ""), e);
        }
    }

    private static ObjectNode node(NodeResult result) {
        ObjectNode json = JSON.createObjectNode()
                .put("unique_id", result.node().id().value())
                .put("status", result.status())
                .put("execution_time", result.took().toMillis() / MILLIS)
                .put("thread_id", result.span().map(Span::thread).orElse(""));
        ArrayNode timing = json.putArray("timing");
        result.span().ifPresent(span -> timing.addObject()
                .put("name", "execute")
                .put("started_at", span.startedAt().toString())
                .put("completed_at", span.endedAt().toString()));
        ObjectNode response = json.putObject("adapter_response");
        result.rows().ifPresent(rows -> response.put("rows_affected", rows));
        json.putNull("failures").putNull("message").put("compiled", true);
        result.failures().ifPresent(failures -> json.put("failures", failures));
        if (!result.problems().isEmpty()) {
            json.put(
                    "message", result.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return compiled(result.node(), json);
    }

    private static ObjectNode compiled(Node node, ObjectNode json) {
        if (node instanceof Model model) {
            return json.put("compiled_code", model.sql())
                    .put("relation_name", model.relation().toString());
        }
        if (node instanceof DataTest test) {
            json.put("compiled_code", test.sql());
        }
        return json.putNull("relation_name");
    }
}
