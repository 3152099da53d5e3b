package dev.caravan.docs.powerbi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The fields that a visual asks the model for. */
final class Fields {
    private Fields() {}

    /** @param kind {@code column} or {@code measure} */
    record Asked(String kind, String table, String name) {}

    static List<Asked> of(String visual) {
        try {
            List<Asked> asked = new ArrayList<>();
            new ObjectMapper().readTree(visual).findValues("field").forEach(field -> {
                String kind = field.fieldNames().next();
                JsonNode body = field.get(kind);
                asked.add(new Asked(
                        kind.toLowerCase(java.util.Locale.ROOT),
                        body.at("/Expression/SourceRef/Entity").asText(),
                        body.get("Property").asText()));
            });
            return asked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
