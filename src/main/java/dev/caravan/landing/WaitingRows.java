package dev.caravan.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Rows of which it is not known yet whether more follow, in a file of the spool, so that they need no memory. */
final class WaitingRows implements Closeable {
    private static final int NONE = -1;
    private static final int LEVEL = 1;

    private final Path file;
    private final int columns;
    private final DataOutputStream out;
    private long rows;
    private long chars;

    /** Takes a row as it was added. */
    interface Sink {
        void append(String[] row) throws IOException;
    }

    WaitingRows(Path file, int columns) throws IOException {
        this.file = file;
        this.columns = columns;
        out = new DataOutputStream(new BufferedOutputStream(new ZstdOutputStream(Files.newOutputStream(file), LEVEL)));
    }

    void add(String[] row, long length) throws IOException {
        for (String value : row) {
            byte[] bytes = value == null ? new byte[0] : value.getBytes(UTF_8);
            out.writeInt(value == null ? NONE : bytes.length);
            out.write(bytes);
        }
        rows++;
        chars += length;
    }

    long rows() {
        return rows;
    }

    long chars() {
        return chars;
    }

    /** Hands out every row in its order, and deletes the file. */
    void replay(Sink sink) throws IOException {
        out.close();
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new ZstdInputStream(Files.newInputStream(file))))) {
            for (long row = 0; row < rows; row++) {
                sink.append(read(in));
            }
        }
        Files.delete(file);
    }

    private String[] read(DataInputStream in) throws IOException {
        String[] row = new String[columns];
        for (int i = 0; i < columns; i++) {
            int length = in.readInt();
            row[i] = length == NONE ? null : new String(in.readNBytes(length), UTF_8);
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
