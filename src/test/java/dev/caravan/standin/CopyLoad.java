package dev.caravan.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.standin.CopySource.Entry;
import dev.caravan.standin.CsvRecords.Field;
import dev.caravan.standin.CsvRecords.Line;
import dev.caravan.standin.LoadError.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One COPY at work: reads files, checks each value as Redshift would, hands good rows to PostgreSQL. */
final class CopyLoad {
    private static final Reason FEW = new Reason(1214, "Delimiter not found");
    private static final Reason MANY = new Reason(1202, "Extra column(s) found");
    private static final Reason QUOTES = new Reason(1214, "Invalid quote formatting for CSV");

    private final Work work;
    private final CopyOptions options;
    private final List<CopyColumn> columns;
    private final String table;
    private final int tableId;
    private final int session;
    private final long query;
    private final Instant started;
    private final List<LoadedFile> loaded = new ArrayList<>();
    private long rows;
    private long errors;

    record LoadedFile(String name, long lines, long bytes) {}

    CopyLoad(
            Work work,
            CopyOptions options,
            List<CopyColumn> columns,
            String table,
            int tableId,
            int session,
            long query,
            Instant started) {
        this.work = work;
        this.options = options;
        this.columns = columns;
        this.table = table;
        this.tableId = tableId;
        this.session = session;
        this.query = query;
        this.started = started;
    }

    long rows() {
        return rows;
    }

    List<LoadedFile> committed() {
        return loaded;
    }

    void file(Entry entry, InputStream in) throws IOException {
        CsvRecords records = new CsvRecords(in, options.delimiter, options.quote);
        long lines = 0;
        for (Optional<Line> line = records.next(); line.isPresent(); line = records.next()) {
            lines++;
            work.stopIfCancelled();
            if (lines > options.headerLines
                    && !(options.ignoreBlankLines && line.get().isBlank())) {
                row(entry.url().toString(), line.get());
            }
        }
        loaded.add(new LoadedFile(entry.url().toString(), lines, entry.sizeBytes()));
    }

    private void row(String file, Line line) throws IOException {
        if (!line.wellFormed()) {
            reject(file, line, 0, "", QUOTES);
            return;
        }
        int given = line.fields().size();
        if (given > columns.size()) {
            reject(file, line, columns.size() - 1, "", MANY);
            return;
        }
        if (given < columns.size() && !options.fillRecord) {
            reject(file, line, given, "", FEW);
            return;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            String value = i < given ? decoded(line.fields().get(i)) : null;
            if (value == null && i < given) {
                reject(
                        file,
                        line,
                        i,
                        new String(line.fields().get(i).bytes(), UTF_8),
                        badUtf8(line.fields().get(i).bytes()));
                return;
            }
            boolean quoted = i < given && line.fields().get(i).quoted();
            boolean isNull = value == null || isNull(columns.get(i), value, quoted);
            Optional<Reason> reason =
                    isNull ? whereNotNull(columns.get(i)) : columns.get(i).refuse(value, options);
            if (reason.isPresent()) {
                reject(file, line, i, value == null ? "" : value, reason.get());
                return;
            }
            text.append(i == 0 ? "" : "\t").append(isNull ? "\\N" : escaped(columns.get(i), value));
        }
        work.backend().copyRow(text.append('\n').toString().getBytes(UTF_8));
        rows++;
    }

    /**
     * "Data conversion parameters": EMPTYASNULL makes null of two delimiters in succession, so a quoted empty text stays
     * one. Other types than text are null where nothing stands.
     */
    private boolean isNull(CopyColumn column, String value, boolean quoted) {
        if (!quoted && value.equals(options.nullText)) {
            return true;
        }
        if (value.isEmpty()) {
            return !column.isText() || options.emptyAsNull && !quoted;
        }
        return options.blanksAsNull && value.isBlank() && column.isText();
    }

    private static Optional<Reason> whereNotNull(CopyColumn column) {
        return column.notNull() ? Optional.of(CopyColumn.MISSING) : Optional.empty();
    }

    private String decoded(Field field) {
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(field.bytes()))
                    .toString();
        } catch (CharacterCodingException malformed) {
            return options.invalidCharacter
                    .map(with -> new String(field.bytes(), UTF_8).replace('\uFFFD', with))
                    .orElse(null);
        }
    }

    private static Reason badUtf8(byte[] bytes) {
        StringBuilder hex = new StringBuilder();
        for (byte at : bytes) {
            if (at < 0 && hex.length() < 12) {
                hex.append(hex.length() == 0 ? "" : " ").append(String.format("%02x", at));
            }
        }
        return new Reason(
                1220,
                "String contains invalid or unsupported UTF8 codepoints. Bad UTF8 hex sequence: " + hex + " (error 2)");
    }

    private String escaped(CopyColumn column, String value) {
        String fitting = column.isText() && options.truncateColumns ? column.truncated(value) : value;
        String plain = column.isText() ? fitting : fitting.strip();
        return plain.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private void reject(String file, Line line, int field, String value, Reason reason) {
        CopyColumn column = columns.get(Math.max(0, field));
        work.cluster()
                .systemTables()
                .write(new LoadError(
                        tableId,
                        started,
                        session,
                        query,
                        file,
                        line.number(),
                        column.name(),
                        column.shownType(),
                        column.shownLength(),
                        0,
                        field,
                        new String(line.raw(), UTF_8),
                        value,
                        reason));
        errors++;
        if (errors > options.maxErrors) {
            throw Refusal.of(
                    "XX000",
                    "Load into table '" + table + "' failed.  Check 'sys_load_error_detail' system table for details.");
        }
    }
}
