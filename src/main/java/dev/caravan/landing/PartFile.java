package dev.caravan.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.List;

/** A part while it is written to the spool: rows in, compressed bytes and their checksum out. */
final class PartFile implements Closeable {
    private static final int BUFFER_CHARS = 1 << 16;

    private final Path file;
    private final Sha256 sha256 = new Sha256();
    private final Counter compressed;
    private final OutputStream compressing;
    private final CsvWriter csv;
    private long rows;
    private long nextLine = 1;

    /** @param alone whether no other part is written at the same time */
    PartFile(Path file, Compression compression, List<String> header, boolean alone) throws IOException {
        this.file = file;
        compressed = new Counter(new DigestOutputStream(Files.newOutputStream(file), sha256.digest()));
        compressing = compression.over(compressed, alone);
        csv = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.EMPTY)
                .lineDelimiter(LineDelimiter.LF)
                .bufferSize(BUFFER_CHARS)
                .build(new OutputStreamWriter(compressing, UTF_8));
        write(header);
    }

    /** The physical line on which the next row starts; the header is line 1. */
    long nextLine() {
        return nextLine;
    }

    long sizeBytes() {
        return compressed.bytes;
    }

    long rows() {
        return rows;
    }

    void append(List<String> row) {
        write(row);
        rows++;
    }

    private void write(List<String> row) {
        csv.writeRecord(row);
        nextLine++;
        for (String value : row) {
            nextLine += value == null ? 0 : lineBreaks(value);
        }
    }

    /** Ends the file and describes it. */
    Part finish() throws IOException {
        close();
        return new Part(file.getFileName().toString(), rows, compressed.bytes, sha256.hex());
    }

    Path file() {
        return file;
    }

    /** Closes the file also where its last bytes find no room: a writer whose flush fails leaves what is below it open. */
    @Override
    public void close() throws IOException {
        try (compressed;
                compressing) {
            csv.close();
        }
    }

    /** Breaks as RFC 4180 readers count them: LF, CR, or both together. */
    private static int lineBreaks(String value) {
        int breaks = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n' || c == '\r' && (i + 1 == value.length() || value.charAt(i + 1) != '\n')) {
                breaks++;
            }
        }
        return breaks;
    }

    private static final class Counter extends FilterOutputStream {
        private long bytes;

        Counter(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            bytes += length;
        }
    }
}
