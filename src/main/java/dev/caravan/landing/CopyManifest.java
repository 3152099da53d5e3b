package dev.caravan.landing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/**
 * The form of {@code manifest.json}: AWS Redshift, "Using a manifest to specify data files". Its presence commits a batch.
 */
final class CopyManifest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CopyManifest() {}

    static String write(Batch batch, URI root) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode entries = json.putArray("entries");
        for (Part part : batch.parts()) {
            ObjectNode entry = entries.addObject()
                    .put(
                            "url",
                            root.resolve(LandingKeys.batch(batch.dataset(), batch.id()) + part.name())
                                    .toString())
                    .put("mandatory", true);
            entry.putObject("meta").put("content_length", part.sizeBytes());
        }
        return json.toPrettyString() + "\n";
    }
}
