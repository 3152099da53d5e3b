package dev.caravan.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * What one batch put aside, as it lies in the landing or in a file that a person mended, and the mark beside it in the
 * landing that says as which batch it was replayed.
 *
 * @param place where a person finds it
 */
public record Rejects(Landing landing, String dataset, BatchId batch, String place, byte[] bytes) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REPLAYED = "replayed.json";
    private static final Pattern NAMED = Pattern.compile("([^/]+)/([0-9a-f-]{36})");
    private static final Pattern FILE = Pattern.compile(".*/([^/]+)/dt=[^/]+/batch=([0-9a-f-]{36})/[^/]+");

    public Rejects {
        requireNonNull(landing, "landing is null");
        requireNonNull(dataset, "dataset is null");
        requireNonNull(batch, "batch is null");
        requireNonNull(place, "place is null");
    }

    /**
     * Finds rejects by {@code DATASET/BATCH}, or by a file that stands in folders named as in the landing.
     *
     * @throws CaravanException where there are none
     */
    public static Rejects find(Landing landing, String named) {
        Matcher name = NAMED.matcher(named);
        if (name.matches() && BatchId.find(name.group(2)).isPresent()) {
            BatchId batch = new BatchId(name.group(2));
            String key = LandingKeys.rejects(name.group(1), batch);
            byte[] bytes = landing.file(key)
                    .orElseThrow(() -> new CaravanException(
                            Problem.at(key, "is not in the landing", "A warning of the run names dataset and batch.")));
            return new Rejects(landing, name.group(1), batch, key, bytes);
        }
        Path file = Path.of(named).toAbsolutePath().normalize();
        Matcher inFolders = FILE.matcher(file.toString().replace('\\', '/'));
        if (!inFolders.matches() || BatchId.find(inFolders.group(2)).isEmpty()) {
            throw new CaravanException(Problem.at(
                    named,
                    "does not say of which dataset and batch it is",
                    "Give DATASET/BATCH, or a file in folders named as in the landing:"
                            + " DATASET/dt=DAY/batch=ID/rejects.jsonl.gz."));
        }
        try {
            return new Rejects(
                    landing, inFolders.group(1), new BatchId(inFolders.group(2)), named, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CaravanException(Problem.at(Place.of(named), "cannot be read: " + e.getMessage(), ""), e);
        }
    }

    /** Zipped or not: a person may have saved it either way. */
    public List<String> lines() {
        boolean zipped = bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
        try (InputStream raw = new ByteArrayInputStream(bytes);
                InputStream plain = zipped ? new GZIPInputStream(raw) : raw) {
            return new String(plain.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new CaravanException(Problem.at(Place.of(place), "cannot be read: " + e.getMessage(), ""), e);
        }
    }

    /** The batch that these became; nothing where a replay was killed before it was committed. */
    public Optional<BatchId> replayedAs() {
        Optional<byte[]> mark = landing.file(markKey());
        if (mark.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(mark.get());
            BatchId id = new BatchId(json.required("batch_id").asText());
            return json.path("committed").asBoolean()
                            || landing.committed(dataset, id.date()).contains(id)
                    ? Optional.of(id)
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new CaravanException(
                    Problem.at(
                            markKey(),
                            "cannot be read: " + e.getMessage(),
                            "Delete it where these rejects were not replayed."),
                    e);
        }
    }

    public String markKey() {
        String key = LandingKeys.rejects(dataset, batch);
        return key.substring(0, key.length() - LandingKeys.REJECTS.length()) + REPLAYED;
    }

    public byte[] mark(BatchId replay, boolean committed) {
        return (JSON.createObjectNode()
                                .put("batch_id", replay.value())
                                .put("committed", committed)
                                .toPrettyString()
                        + "\n")
                .getBytes(UTF_8);
    }
}
