package dev.caravan.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdInputStream;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Appends the rows of a CSV file to a batch, streaming. A banner before the header is passed over, a header may lack, and
 * a line that cannot be a row is put aside with its reason. A file whose times were ruined by a spreadsheet, or whose
 * header is neither known nor data, is refused whole: what it means would be a guess.
 */
public final class CsvRows {
    private static final int MOST_BANNER_LINES = 3;
    private static final int MAGIC_BYTES = 4;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int SHOWN_CHARACTERS = 200;
    private static final String DOWNLOAD_AGAIN = "Nothing of the file is landed. Download it again.";
    private static final int LEAST_DIGITS = 9;
    private static final int MOST_DIGITS = 16;
    private static final Pattern SCIENTIFIC = Pattern.compile("\\d(\\.\\d+)?[eE]\\+?\\d+");

    private final Path file;
    private final String name;
    private final CsvShape shape;
    private final BatchWriter writer;
    private final String[] template;
    private final int[] positions;
    private final int timePosition;
    private boolean headerSeen;
    // of the header, or of the first row where there is none
    private int width;
    private long records;

    private CsvRows(Path file, String name, CsvShape shape, Map<String, String> constants, BatchWriter writer) {
        this.file = file;
        this.name = name;
        this.shape = shape;
        this.writer = writer;
        List<String> columns = writer.columns();
        template = columns.stream().map(constants::get).toArray(String[]::new);
        positions = IntStream.range(0, columns.size())
                .filter(i -> !constants.containsKey(columns.get(i)))
                .toArray();
        timePosition = IntStream.range(0, positions.length)
                .filter(i -> columns.get(positions[i]).equals(shape.timeColumn()))
                .findFirst()
                .orElseThrow(() -> new CaravanException(Problem.at(
                        "routes", "time column \"" + shape.timeColumn() + "\" is none of " + columns, "Name one.")));
    }

    /**
     * @param name what a person calls the file: its path, or the URL that it came from
     * @throws UnreadableSource where the file is refused; then the batch must not be committed
     */
    public static RowsRead append(
            Path file, String name, CsvShape shape, Map<String, String> constants, BatchWriter writer) {
        CsvRows rows = new CsvRows(file, name, shape, constants, writer);
        rows.read();
        return new RowsRead(rows.records, new TreeMap<>());
    }

    private void read() {
        try (InputStream bytes = decompressed(Files.newInputStream(file));
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .skipEmptyLines(true)
                        .detectBomHeader(false)
                        .ofCsvRecord(new InputStreamReader(bytes, strict()))) {
            for (CsvRecord line : csv) {
                read(line);
            }
        } catch (CharacterCodingException e) {
            throw noText(Optional.of(e));
        } catch (IOException | CsvParseException | UncheckedIOException e) {
            throw unread(e);
        }
        if (records == 0) {
            throw refused(0, "has no rows", "Download it again, or take it away.", Optional.empty());
        }
    }

    /** A decoder of our own stops at bytes that are no UTF-8, where the usual one would put question marks. */
    private static CharsetDecoder strict() {
        return UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private UnreadableSource unread(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof CharacterCodingException) {
            return noText(Optional.of(failure));
        }
        String message = Optional.ofNullable(cause.getMessage()).orElse("it ends too early");
        return refused(0, "cannot be read: " + message, DOWNLOAD_AGAIN, Optional.of(failure));
    }

    private UnreadableSource noText(Optional<Exception> cause) {
        return refused(0, "is no UTF-8 text", DOWNLOAD_AGAIN, cause);
    }

    private void read(CsvRecord line) {
        String time = line.getFieldCount() > timePosition
                ? line.getField(timePosition).strip()
                : "";
        if (isUnixTime(time)) {
            append(line, time);
            return;
        }
        if (SCIENTIFIC.matcher(time).matches()) {
            throw refused(
                    line.getStartingLineNumber(),
                    shape.timeColumn() + " is \"" + time + "\": a spreadsheet has rounded the time away",
                    "Nothing of the file is landed. Download it again and do not save it from a spreadsheet.",
                    Optional.empty());
        }
        if (shape.header().matcher(text(line)).matches()) {
            passHeader(line);
        } else if (records > 0 || headerSeen) {
            reject(line, shape.timeColumn() + " is \"" + time + "\", which is no Unix time");
        } else if (line.getStartingLineNumber() > MOST_BANNER_LINES
                || line.getFieldCount() >= positions.length - 1
                        && !line.getField(0).contains("://")) {
            if (text(line).indexOf('\0') >= 0) {
                throw noText(Optional.empty());
            }
            throw refused(
                    line.getStartingLineNumber(),
                    "is neither a known header nor a row: \"" + shown(line) + "\"",
                    "Nothing of the file is landed. A header is like " + shape.header() + ".",
                    Optional.empty());
        }
    }

    /** Seconds or milliseconds; pandas writes seconds as 1601276400.0. By hand, because every row comes by here. */
    private static boolean isUnixTime(String text) {
        int digits = 0;
        while (digits < text.length() && isDigit(text.charAt(digits))) {
            digits++;
        }
        boolean plausible = digits >= LEAST_DIGITS && digits <= MOST_DIGITS;
        if (digits == text.length()) {
            return plausible;
        }
        return plausible
                && text.charAt(digits) == '.'
                && digits + 1 < text.length()
                && text.chars().skip(digits + 1L).allMatch(c -> c == '0');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void passHeader(CsvRecord line) {
        if (headerSeen) {
            reject(line, "the header is repeated here");
        }
        headerSeen = true;
        width = line.getFieldCount();
    }

    private void append(CsvRecord line, String time) {
        int fields = line.getFieldCount();
        boolean known = fields <= positions.length && fields >= positions.length - 1;
        if (width == 0 && known) {
            width = fields;
        }
        // a line that was cut off may have lost digits of its last value, so one field too few is too few
        if (fields != width) {
            reject(line, fields + " values under " + (width == 0 ? positions.length : width) + " columns");
            return;
        }
        records++;
        String[] values = template.clone();
        for (int i = 0; i < fields; i++) {
            values[positions[i]] = line.getField(i);
        }
        values[positions[timePosition]] = time;
        writer.append(values, Optional.empty());
    }

    private void reject(CsvRecord line, String reason) {
        records++;
        writer.reject(reason, OptionalLong.of(line.getStartingLineNumber()), text(line));
    }

    private UnreadableSource refused(long line, String what, String remedy, Optional<Exception> cause) {
        Problem problem = Problem.at(new Place(name, Math.toIntExact(line)), what, remedy);
        return cause.map(exception -> new UnreadableSource(problem, exception))
                .orElseGet(() -> new UnreadableSource(problem));
    }

    private static String shown(CsvRecord line) {
        String text = text(line);
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }

    private static String text(CsvRecord line) {
        return String.join(",", line.getFields());
    }

    /** Plain, gzip or zstd by the first bytes, whatever the file is called; a byte order mark is passed over. */
    private static InputStream decompressed(InputStream file) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(file, BUFFER_BYTES);
        buffered.mark(MAGIC_BYTES);
        byte[] magic = buffered.readNBytes(MAGIC_BYTES);
        buffered.reset();
        if (startsWith(magic, 0x1f, 0x8b)) {
            return new GZIPInputStream(buffered, BUFFER_BYTES);
        }
        if (startsWith(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
            return new ZstdInputStream(buffered);
        }
        if (startsWith(magic, 0xef, 0xbb, 0xbf)) {
            buffered.skipNBytes(3);
        }
        return buffered;
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
