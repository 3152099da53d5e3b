package dev.caravan.landing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Appends the records of a JSON answer to a batch, streaming. Records stand in an array of objects, in an object of
 * objects keyed by anything, or are one object; null and an empty object hold none. A number keeps its literal text,
 * because {@code 344187126292427800} is no double; a nested value becomes JSON text.
 */
public final class JsonRows {
    private final JsonFactory json = new JsonFactory();
    private final BatchWriter writer;
    private final Map<String, String> constants;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, SeenField> fields = new HashMap<>();
    private final JsonShape shape;
    private long records;

    private JsonRows(JsonShape shape, Map<String, String> constants, BatchWriter writer) {
        this.shape = shape;
        this.writer = writer;
        this.constants = constants;
        List<String> names = writer.columns();
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), i);
        }
    }

    /**
     * @param constants values of columns that the answer does not have
     * @throws UnreadableSource where it is no JSON, or ends too early
     */
    public static RowsRead append(
            InputStream body, JsonShape shape, Map<String, String> constants, BatchWriter writer) {
        JsonRows rows = new JsonRows(shape, constants, writer);
        try {
            rows.read(body);
        } catch (JsonProcessingException e) {
            throw new UnreadableSource(
                    Problem.at(
                            "batch " + writer.id() + ", record " + (rows.records + 1),
                            "the answer is no complete JSON: " + e.getOriginalMessage(),
                            "Nothing of this poll is committed; the next one asks again."),
                    e);
        } catch (IOException e) {
            throw new UnreadableSource(
                    Problem.at(
                            "batch " + writer.id() + ", record " + (rows.records + 1),
                            "the answer broke off: " + e.getMessage(),
                            "Nothing of this poll is committed; the next one asks again."),
                    e);
        }
        return new RowsRead(rows.records, new TreeMap<>(rows.fields));
    }

    private void read(InputStream body) throws IOException {
        try (JsonParser whole = json.createParser(body)) {
            JsonParser parser = shape.pointer().isEmpty()
                    ? whole
                    : new FilteringParserDelegate(
                            whole,
                            new JsonPointerBasedFilter(JsonPointer.compile(shape.pointer())),
                            Inclusion.ONLY_INCLUDE_ALL,
                            false);
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    readRecord(parser);
                }
            } else if (first == JsonToken.START_OBJECT) {
                readObject(parser);
            } else if (first != null && first != JsonToken.VALUE_NULL) {
                reject("a record is expected here, not " + first, parser);
            }
            drain(whole);
        }
    }

    /** What follows the records is read too, so that an answer cut off behind them is noticed. */
    private static void drain(JsonParser parser) throws IOException {
        while (parser.nextToken() != null) {
            parser.skipChildren();
        }
    }

    /** Records keyed by id where the first value is an object or an array, else one record. */
    private void readObject(JsonParser parser) throws IOException {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            return;
        }
        String firstField = parser.currentName();
        JsonToken firstValue = parser.nextToken();
        if (shape.single() || firstValue != JsonToken.START_OBJECT) {
            readFields(parser, firstField);
            return;
        }
        readRecord(parser);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            parser.nextToken();
            readRecord(parser);
        }
    }

    private void readRecord(JsonParser parser) throws IOException {
        if (parser.currentToken() == null) {
            throw new IOException("it ends inside the list of records");
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            reject("a record is an object, and this is none", parser);
            return;
        }
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            append(new String[columns.size()], Optional.empty(), false);
            return;
        }
        String field = parser.currentName();
        parser.nextToken();
        readFields(parser, field);
    }

    /** Reads the fields of one record; the parser stands on the value of the first. */
    private void readFields(JsonParser parser, String firstField) throws IOException {
        String[] values = new String[columns.size()];
        StringWriter unknown = new StringWriter();
        JsonGenerator unknownObject = null;
        String field = firstField;
        boolean known = false;
        while (true) {
            see(field, parser);
            Integer column = columns.get(field);
            if (column != null) {
                known = true;
                values[column] = text(parser);
            } else {
                if (unknownObject == null) {
                    unknownObject = json.createGenerator(unknown);
                    unknownObject.writeStartObject();
                }
                unknownObject.writeFieldName(field);
                unknownObject.copyCurrentStructure(parser);
            }
            JsonToken next = parser.nextToken();
            if (next == JsonToken.END_OBJECT) {
                break;
            }
            if (next == null) {
                throw new IOException("it ends inside a record");
            }
            field = parser.currentName();
            parser.nextToken();
        }
        if (unknownObject != null) {
            unknownObject.writeEndObject();
            unknownObject.close();
        }
        append(values, unknownObject == null ? Optional.empty() : Optional.of(unknown.toString()), known);
    }

    /** A value of a kind that was seen of the field costs no more than a look. */
    private void see(String field, JsonParser parser) throws IOException {
        Optional<FieldKind> kind = kind(parser.currentToken());
        SeenField seen = fields.get(field);
        if (seen != null && (kind.isEmpty() || seen.kinds().contains(kind.get()))) {
            return;
        }
        SeenField now = kind.isEmpty()
                ? SeenField.ofNull()
                : SeenField.of(kind.get(), parser.currentToken().isStructStart() ? "…" : parser.getText());
        fields.merge(field, now, SeenField::and);
    }

    private static Optional<FieldKind> kind(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> Optional.of(FieldKind.text);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Optional.of(FieldKind.number);
            case VALUE_TRUE, VALUE_FALSE -> Optional.of(FieldKind.bool);
            case START_OBJECT -> Optional.of(FieldKind.object);
            case START_ARRAY -> Optional.of(FieldKind.list);
            default -> Optional.empty();
        };
    }

    /** @param known whether the source gave any of the columns: what has none, such as an error in JSON, is no row */
    private void append(String[] values, Optional<String> unknown, boolean known) {
        records++;
        constants.forEach((name, value) -> {
            Integer column = columns.get(name);
            if (column != null) {
                values[column] = value;
            }
        });
        if (writer.key()
                .filter(key -> values[key] == null || values[key].isEmpty())
                .isPresent()) {
            String key = writer.columns().get(writer.key().get());
            writer.reject("it has no \"" + key + "\"", OptionalLong.empty(), record(values, unknown));
            return;
        }
        if (!known) {
            writer.reject("it has none of the columns", OptionalLong.empty(), record(values, unknown));
            return;
        }
        writer.append(values, unknown);
    }

    private void reject(String reason, JsonParser parser) throws IOException {
        records++;
        writer.reject(reason, OptionalLong.empty(), String.valueOf(text(parser)));
    }

    /** The literal text of a value; null for null; the parser stays on the value's last token. */
    private String text(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (!token.isStructStart()) {
            return parser.getText();
        }
        StringWriter nested = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(nested)) {
            generator.copyCurrentStructure(parser);
        }
        return nested.toString();
    }

    /** All that a record holds, as an object again, so that it can be mended and replayed. */
    private String record(String[] values, Optional<String> unknown) {
        StringWriter record = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(record)) {
            generator.writeStartObject();
            for (int i = 0; i < values.length; i++) {
                if (values[i] != null) {
                    generator.writeStringField(writer.columns().get(i), values[i]);
                }
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String known = record.toString();
        return unknown.map(fields -> known.length() == 2
                        ? fields
                        : known.substring(0, known.length() - 1) + "," + fields.substring(1))
                .orElse(known);
    }
}
