package dev.caravan.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which fields a dataset's source has given so far, and of which kinds their values were: what an answer is held against. It
 * lies in the landing as {@code fields/DATASET.json}, beside the batches that it tells of.
 */
public record KnownFields(SortedMap<String, Set<FieldKind>> kinds) {
    private static final Logger log = LoggerFactory.getLogger(KnownFields.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    public KnownFields {
        SortedMap<String, Set<FieldKind>> copy = new TreeMap<>();
        kinds.forEach((name, of) -> {
            EnumSet<FieldKind> ordered = EnumSet.noneOf(FieldKind.class);
            ordered.addAll(of);
            copy.put(name, Collections.unmodifiableSet(ordered));
        });
        kinds = Collections.unmodifiableSortedMap(copy);
    }

    public static KnownFields none() {
        return new KnownFields(new TreeMap<>());
    }

    /** Where it lies below the root of a landing. */
    public static String key(String dataset) {
        return "fields/" + LandingKeys.checked(dataset) + ".json";
    }

    public KnownFields and(SortedMap<String, SeenField> seen) {
        SortedMap<String, Set<FieldKind>> all = new TreeMap<>(kinds);
        seen.forEach((name, field) -> all.merge(name, field.kinds(), (one, other) -> {
            EnumSet<FieldKind> both = EnumSet.noneOf(FieldKind.class);
            both.addAll(one);
            both.addAll(other);
            return both;
        }));
        return new KnownFields(all);
    }

    public byte[] bytes() {
        ObjectNode json = JSON.createObjectNode();
        kinds.forEach((name, of) -> {
            ArrayNode names = json.putArray(name);
            of.forEach(kind -> names.add(kind.name()));
        });
        return (json.toPrettyString() + "\n").getBytes(UTF_8);
    }

    /** @param place where a person finds the file */
    static KnownFields of(Optional<byte[]> file, String place) {
        try {
            return file.isEmpty() ? none() : read(file.get());
        } catch (IOException e) {
            log.warn("{} cannot be read, and is begun anew: {}", place, e.getMessage());
            return none();
        }
    }

    private static KnownFields read(byte[] bytes) throws IOException {
        SortedMap<String, Set<FieldKind>> kinds = new TreeMap<>();
        try {
            JsonNode json = JSON.readTree(bytes);
            json.properties().forEach(field -> {
                EnumSet<FieldKind> of = EnumSet.noneOf(FieldKind.class);
                field.getValue().forEach(kind -> of.add(FieldKind.valueOf(kind.asText())));
                kinds.put(field.getKey(), of);
            });
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        return new KnownFields(kinds);
    }
}
