package dev.caravan.landing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.landing.Batch.Source;
import dev.caravan.landing.Batch.SourceFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The form of {@code batch.json}: what a batch is, for people and for the load. */
final class BatchJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BatchJson() {}

    static String write(Batch batch) {
        ObjectNode json = JSON.createObjectNode()
                .put("dataset", batch.dataset())
                .put("batch_id", batch.id().value())
                .put("extracted_at", batch.extractedAt().toString())
                .put("rows_extracted", batch.rowsExtracted())
                .put("rows_landed", batch.rowsLanded())
                .put("rows_rejected", batch.rowsRejected())
                .put("rows_repeated", batch.rowsRepeated());
        ObjectNode source = json.putObject("source").put("uri", batch.source().uri());
        batch.source().file().ifPresent(file -> source.put("size_bytes", file.sizeBytes())
                .put("sha256", file.sha256()));
        ArrayNode columns = json.putArray("columns");
        batch.columns().forEach(columns::add);
        ArrayNode parts = json.putArray("parts");
        batch.parts().forEach(part -> parts.addObject()
                .put("name", part.name())
                .put("rows", part.rows())
                .put("size_bytes", part.sizeBytes())
                .put("sha256", part.sha256()));
        return json.toPrettyString() + "\n";
    }

    static Batch read(byte[] bytes) throws IOException {
        JsonNode json = JSON.readTree(bytes);
        List<String> columns = new ArrayList<>();
        json.required("columns").forEach(column -> columns.add(column.asText()));
        List<Part> parts = new ArrayList<>();
        json.required("parts")
                .forEach(part -> parts.add(new Part(
                        part.required("name").asText(),
                        part.required("rows").asLong(),
                        part.required("size_bytes").asLong(),
                        part.required("sha256").asText())));
        return new Batch(
                json.required("dataset").asText(),
                new BatchId(json.required("batch_id").asText()),
                Instant.parse(json.required("extracted_at").asText()),
                columns,
                parts,
                json.required("rows_extracted").asLong(),
                json.required("rows_rejected").asLong(),
                json.required("rows_repeated").asLong(),
                source(json.required("source")));
    }

    static String reject(String reason, OptionalLong line, String record) {
        ObjectNode json = JSON.createObjectNode().put("reason", reason);
        line.ifPresent(number -> json.put("line", number));
        return json.put("record", record).toString();
    }

    private static Source source(JsonNode json) {
        Optional<SourceFile> file = json.has("sha256")
                ? Optional.of(new SourceFile(
                        json.required("size_bytes").asLong(),
                        json.required("sha256").asText()))
                : Optional.empty();
        return new Source(json.required("uri").asText(), file);
    }
}
