package dev.caravan.landing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The form of {@code manifest.json}, and of the manifest of several batches that are loaded together: AWS Redshift, "Using a
 * manifest to specify data files".
 */
final class CopyManifest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NOTHING = {};

    private CopyManifest() {}

    /** @throws CaravanException where a manifest is not the one that was written of a batch */
    static void check(Optional<byte[]> manifest, Batch batch, URI root) {
        try {
            if (JSON.readTree(manifest.orElse(NOTHING)).equals(JSON.readTree(write(List.of(batch), root)))) {
                return;
            }
        } catch (IOException e) {
            // told below, as any other change
        }
        throw new CaravanException(Problem.at(
                batch.dataset() + ", batch " + batch.id() + ", " + LandingKeys.MANIFEST,
                "names other files than batch.json, or the landing was moved",
                "A cluster would read them, so that nothing of the batch is loaded. Restore the file."));
    }

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
