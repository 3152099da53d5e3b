package dev.caravan.standin;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CSV as COPY reads it, kept in bytes, so that text that is no UTF-8 can be told. */
final class CsvRecords {
    private final InputStream in;
    private final int delimiter;
    private final int quote;
    private long line = 1;
    private int pushedBack = -2;

    CsvRecords(InputStream in, char delimiter, char quote) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.delimiter = delimiter;
        this.quote = quote;
    }

    record Field(byte[] bytes, boolean quoted) {}

    /** One record: the line it begins on (from 1), its bytes as they lie, its fields; not well formed where quotes are wrong. */
    record Line(long number, byte[] raw, List<Field> fields, boolean wellFormed) {
        boolean isBlank() {
            return fields.size() == 1
                    && fields.get(0).bytes().length == 0
                    && !fields.get(0).quoted();
        }
    }

    Optional<Line> next() throws IOException {
        int first = read();
        if (first < 0) {
            return Optional.empty();
        }
        pushedBack = first;
        long start = line;
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        List<Field> fields = new ArrayList<>();
        boolean wellFormed = true;
        while (true) {
            ByteArrayOutputStream field = new ByteArrayOutputStream();
            int at = read();
            boolean quoted = at == quote;
            if (quoted) {
                raw.write(at);
                at = quotedField(field, raw);
                if (at >= 0 && at != delimiter && at != '\n' && at != '\r') {
                    wellFormed = false;
                }
            }
            while (at >= 0 && at != delimiter && at != '\n') {
                raw.write(at);
                field.write(at);
                at = read();
            }
            fields.add(new Field(withoutReturn(field.toByteArray(), at, quoted), quoted));
            if (at == delimiter) {
                raw.write(at);
                continue;
            }
            line++;
            return Optional.of(new Line(start, withoutReturn(raw.toByteArray(), at, false), fields, wellFormed));
        }
    }

    /** Up to the closing quote; gives the byte after it. */
    private int quotedField(ByteArrayOutputStream field, ByteArrayOutputStream raw) throws IOException {
        for (int at = read(); at >= 0; at = read()) {
            raw.write(at);
            if (at == '\n') {
                line++;
            }
            if (at != quote) {
                field.write(at);
                continue;
            }
            int after = read();
            if (after != quote) {
                return after;
            }
            raw.write(after);
            field.write(after);
        }
        return -1;
    }

    private static byte[] withoutReturn(byte[] bytes, int end, boolean quoted) {
        boolean returns = bytes.length > 0 && bytes[bytes.length - 1] == '\r' && end != ',';
        return returns && (end == '\n' || end < 0) ? java.util.Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    private int read() throws IOException {
        if (pushedBack != -2) {
            int at = pushedBack;
            pushedBack = -2;
            return at;
        }
        return in.read();
    }
}
