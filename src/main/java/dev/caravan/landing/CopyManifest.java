package dev.caravan.landing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;

/**
 * The form of {@code manifest.json}, and of the manifest of several batches that are loaded together: AWS Redshift, "Using a
 * manifest to specify data files".
 */
final class CopyManifest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CopyManifest() {}

    static String write(List<Batch> batches, URI root) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode entries = json.putArray("entries");
        for (Batch batch : batches) {
            URI folder = root.resolve(LandingKeys.batch(batch.dataset(), batch.id()));
            for (Part part : batch.parts()) {
                ObjectNode entry = entries.addObject()
                        .put("url", folder.resolve(part.name()).toString())
                        .put("mandatory", true);
                entry.putObject("meta").put("content_length", part.sizeBytes());
            }
        }
        return json.toPrettyString() + "\n";
    }
}
