package dev.caravan.docs;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.caravan.graph.NodeId;
import dev.caravan.sql.Relation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Values as the JSON that pages read: a record by its components in their order, an absent value as {@code null}, times in
 * ISO form, a duration as a decimal number of seconds, decimals digit by digit, an enum as its word in lower case, ids and
 * relations as texts. Characters that could end a script or a line of one are escaped everywhere, so that the same text may
 * stand in a script. Safe to use from many threads.
 */
public final class Json {
    private static final int MILLIS_SCALE = 3;

    private final ObjectMapper mapper;

    public Json() {
        SimpleModule values = new SimpleModule()
                .addSerializer(as(Optional.class, Json::optional))
                .addSerializer(as(OptionalLong.class, Json::optional))
                .addSerializer(as(Temporal.class, (value, json) -> json.writeString(value.toString())))
                .addSerializer(as(Instant.class, (value, json) -> json.writeString(value.toString())))
                .addSerializer(as(Duration.class, (value, json) -> json.writeNumber(seconds(value))))
                .addSerializer(as(
                        Enum.class,
                        (value, json) -> json.writeString(value.name().toLowerCase(Locale.ROOT))))
                .addSerializer(as(NodeId.class, (value, json) -> json.writeString(value.value())))
                .addSerializer(as(Relation.class, (value, json) -> json.writeString(value.toString())));
        mapper = JsonMapper.builder()
                .addModule(values)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .build();
        mapper.getFactory().setCharacterEscapes(new ScriptEscapes());
    }

    public String text(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
    }

    /** In lines, for people. */
    public String prettyText(Object value) {
        try {
            return pretty().writeValueAsString(value) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
    }

    /** In UTF-8; the stream stays open. */
    public void write(Object value, OutputStream out) throws IOException {
        mapper.writeValue(out, value);
    }

    /** What takes a result row by row; the caller closes it, which leaves the stream open. */
    public JsonGenerator generator(OutputStream out) throws IOException {
        return mapper.createGenerator(out);
    }

    private ObjectWriter pretty() {
        return mapper.writerWithDefaultPrettyPrinter();
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), MILLIS_SCALE);
    }

    private static void optional(Optional<?> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writePOJO(value.get());
        } else {
            json.writeNull();
        }
    }

    private static void optional(OptionalLong value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writeNumber(value.getAsLong());
        } else {
            json.writeNull();
        }
    }

    private interface Writing<T> {
        void write(T value, JsonGenerator json) throws IOException;
    }

    private static <T> StdSerializer<T> as(Class<T> type, Writing<T> writing) {
        return new StdSerializer<>(type) {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                writing.write(value, json);
            }
        };
    }

    /** {@code </script>} and {@code <!--} would end a script, and U+2028 and U+2029 are line breaks to old readers of them. */
    private static final class ScriptEscapes extends CharacterEscapes {
        private static final int LINE_SEPARATOR = 0x2028;
        private static final int PARAGRAPH_SEPARATOR = 0x2029;

        private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

        ScriptEscapes() {
            ascii['<'] = CharacterEscapes.ESCAPE_STANDARD;
            ascii['>'] = CharacterEscapes.ESCAPE_STANDARD;
            ascii['&'] = CharacterEscapes.ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            return character == LINE_SEPARATOR || character == PARAGRAPH_SEPARATOR
                    ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", character))
                    : null;
        }
    }
}
