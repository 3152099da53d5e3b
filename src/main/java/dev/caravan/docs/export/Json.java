package dev.caravan.docs.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object in the order in which it is filled, so that the same is always the same text. */
public final class Json {
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    private final Map<String, Object> values = new LinkedHashMap<>();

    private Json() {}

    public static Json object() {
        return new Json();
    }

    public static List<Json> list(Json... objects) {
        return List.of(objects);
    }

    public Json put(String key, String text) {
        values.put(key, text);
        return this;
    }

    public Json put(String key, boolean flag) {
        values.put(key, flag);
        return this;
    }

    public Json put(String key, int number) {
        values.put(key, number);
        return this;
    }

    public Json put(String key, Json object) {
        values.put(key, object);
        return this;
    }

    public Json putNull(String key) {
        values.put(key, Optional.empty());
        return this;
    }

    /** @param items texts or objects */
    public Json put(String key, List<?> items) {
        values.put(key, List.copyOf(items));
        return this;
    }

    public static String text(Json object) {
        StringWriter text = new StringWriter();
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(LINES);
        printer.indentArraysWith(LINES);
        try (JsonGenerator generator = new JsonFactory().createGenerator(text).setPrettyPrinter(printer)) {
            write(object, generator);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text + "\n";
    }

    private static void write(Object value, JsonGenerator generator) throws IOException {
        if (value instanceof Json object) {
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
        } else if (value instanceof Integer number) {
            generator.writeNumber(number);
        } else if (value instanceof Optional<?>) {
            generator.writeNull();
        } else {
            generator.writeString(value.toString());
        }
    }
}
