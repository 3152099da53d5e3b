package dev.caravan.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdInputStream;
import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * One record of a part.
 *
 * @param line on which it begins; the header is line 1
 * @param values none is an empty field without quotes, as the load reads it
 */
public record PartLine(long line, List<Optional<String>> values) {
    public PartLine {
        values = List.copyOf(values);
    }

    /**
     * Reads a part up to a line, and closes it.
     *
     * @param name of the part; its ending says the compression
     * @return nothing where no record begins there
     */
    public static Optional<PartLine> find(InputStream part, String name, long line) throws IOException {
        try (InputStream bytes = decompressed(part, name);
                CsvReader<PartLine> csv =
                        CsvReader.builder().build(new Handler(line), new InputStreamReader(bytes, UTF_8))) {
            return csv.stream()
                    .filter(found -> found.line() >= line)
                    .findFirst()
                    .filter(found -> found.line() == line);
        } catch (CsvParseException | UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static InputStream decompressed(InputStream part, String name) throws IOException {
        if (name.endsWith(Compression.gzip.suffix())) {
            return new GZIPInputStream(part, 1 << 16);
        }
        return name.endsWith(Compression.zstd.suffix()) ? new ZstdInputStream(part) : part;
    }

    /** Keeps the values of the wanted line alone. */
    private static final class Handler extends AbstractBaseCsvCallbackHandler<PartLine> {
        private final long wanted;
        private final List<Optional<String>> values = new ArrayList<>();
        private long line;

        Handler(long wanted) {
            this.wanted = wanted;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = startingLineNumber;
            values.clear();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            if (line == wanted) {
                values.add(length == 0 && !quoted ? Optional.empty() : Optional.of(new String(buffer, offset, length)));
            }
        }

        @Override
        protected PartLine buildRecord() {
            return new PartLine(line, values);
        }
    }
}
