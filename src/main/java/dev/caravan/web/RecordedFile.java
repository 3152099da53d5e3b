package dev.caravan.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A recorded JSON array of records, or an object of records by id. Records are handed out as the text they have in the
 * file, never as parsed values: a number beyond the precision of a {@code double} keeps its digits.
 */
final class RecordedFile {
    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] text;
    private final List<Slice> records = new ArrayList<>();
    private final Map<String, Slice> byId = new HashMap<>();

    RecordedFile(Path file) throws IOException {
        text = Files.readAllBytes(file);
        try (JsonParser parser = JSON.createParser(text)) {
            boolean keyed = parser.nextToken() == JsonToken.START_OBJECT;
            while (!parser.nextToken().isStructEnd()) {
                String key = keyed ? parser.currentName() : "";
                if (keyed) {
                    parser.nextToken();
                }
                index(parser, key);
            }
        }
    }

    private void index(JsonParser parser, String key) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        String id = key.isEmpty() ? idInside(parser) : key;
        parser.skipChildren();
        Slice slice = new Slice(start, (int) parser.currentLocation().getByteOffset() - start);
        records.add(slice);
        byId.put(id, slice);
    }

    /** Reads on to the end of the record, which holds no other record. */
    private static String idInside(JsonParser parser) throws IOException {
        String id = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            if (parser.currentToken() == JsonToken.VALUE_STRING
                    && parser.currentName().equals("id")) {
                id = parser.getText();
            }
        }
        return id;
    }

    String whole() {
        return new String(text, UTF_8);
    }

    int size() {
        return records.size();
    }

    /** Records {@code from} to {@code to}, the latter excluded, as a JSON array; what lies past the end is left out. */
    String page(int from, int to) {
        int end = Math.min(to, records.size());
        return array(records.subList(Math.min(from, end), end));
    }

    /** The records of these ids as a JSON array; unknown ids are left out. */
    String pick(List<String> ids) {
        return array(ids.stream().filter(byId::containsKey).map(byId::get).toList());
    }

    private String array(List<Slice> slices) {
        return slices.stream().map(this::text).collect(joining(",", "[", "]"));
    }

    Optional<String> record(String id) {
        return Optional.ofNullable(byId.get(id)).map(this::text);
    }

    private String text(Slice slice) {
        return new String(text, slice.start(), slice.length(), UTF_8);
    }

    private record Slice(int start, int length) {}
}
