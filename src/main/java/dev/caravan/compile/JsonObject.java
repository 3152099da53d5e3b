package dev.caravan.compile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object in the order in which it is filled. Written by Jackson's generator alone: its object mapper takes a
 * quarter of a second to load, which a warm compile does not have.
 */
final class JsonObject {
    private final Map<String, Object> values = new LinkedHashMap<>();

    JsonObject put(String key, String value) {
        values.put(key, value);
        return this;
    }

    JsonObject put(String key, boolean value) {
        values.put(key, value);
        return this;
    }

    /** {@code null} where there is no value. */
    JsonObject put(String key, Optional<String> value) {
        values.put(key, value);
        return this;
    }

    JsonObject put(String key, Collection<String> texts) {
        values.put(key, List.copyOf(texts));
        return this;
    }

    JsonObject putObject(String key) {
        JsonObject object = new JsonObject();
        values.put(key, object);
        return object;
    }

    /** A list that the caller fills with objects of this class and lists of texts. */
    List<Object> putList(String key) {
        List<Object> list = new ArrayList<>();
        values.put(key, list);
        return list;
    }

    String text() {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            write(this, generator);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text + "\n";
    }

    private static void write(Object value, JsonGenerator generator) throws IOException {
        if (value instanceof JsonObject object) {
            generator.writeStartObject();
            for (Map.Entry<String, Object> entry : object.values.entrySet()) {
                generator.writeFieldName(entry.getKey());
                write(entry.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object item : list) {
                write(item, generator);
            }
            generator.writeEndArray();
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Optional<?> optional && optional.isEmpty()) {
            generator.writeNull();
        } else {
            generator.writeString(
                    value instanceof Optional<?> optional ? optional.get().toString() : value.toString());
        }
    }
}
