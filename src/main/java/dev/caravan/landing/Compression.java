package dev.caravan.landing;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** How parts are compressed. Both are read, whatever an environment writes. */
public enum Compression {
    zstd(".csv.zst") {
        @Override
        OutputStream over(OutputStream file, boolean alone) throws IOException {
            // a worker has buffers of several megabytes, too many where many parts are open
            return new ZstdOutputStream(file, ZSTD_LEVEL).setWorkers(alone ? 1 : 0);
        }
    },
    gzip(".csv.gz") {
        @Override
        OutputStream over(OutputStream file, boolean alone) throws IOException {
            return new GZIPOutputStream(file, BUFFER_BYTES) {
                {
                    def.setLevel(Deflater.BEST_SPEED);
                }
            };
        }
    };

    private static final int ZSTD_LEVEL = 1;
    private static final int BUFFER_BYTES = 1 << 16;

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    String suffix() {
        return suffix;
    }

    /** @param alone whether no other file is compressed at the same time */
    abstract OutputStream over(OutputStream file, boolean alone) throws IOException;
}
