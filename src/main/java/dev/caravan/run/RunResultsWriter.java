package dev.caravan.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private static final double MILLIS = 1000.0;

    private final Path directory;

    /** @param directory {@code target/caravan} */
    public RunResultsWriter(Path directory) {
        this.directory = directory;
    }

    public void write(String runId, RunResults results) {
        ObjectNode json = JSON.createObjectNode();
        json.putObject("metadata")
                .put("generated_at", results.startedAt().plus(results.took()).toString())
                .put("invocation_id", runId);
        ArrayNode nodes = json.putArray("results");
        results.results().forEach(result -> nodes.add(node(result)));
        json.put("elapsed_time", results.took().toMillis() / MILLIS);
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
                .put("execution_time", result.took().toMillis() / MILLIS);
        if (result instanceof NodeResult.Success success) {
            json.putObject("adapter_response").put("rows_affected", success.rows());
        }
        if (!result.problems().isEmpty()) {
            json.put(
                    "message", result.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return json;
    }
}
