package dev.caravan.web;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A body that is ready to be sent, compressed where that makes it smaller.
 *
 * @param type its content type
 * @param tag what stands for this body: another one where the body may be another one
 */
record Answer(String type, String tag, boolean compressed, byte[] bytes) {
    private static final Set<String> COMPRESSED_ALREADY = Set.of("image/png", "image/x-icon", "font/woff2");
    /** Below this, a packet is a packet. */
    private static final int WORTH_COMPRESSING_BYTES = 1_024;

    Answer {
        requireNonNull(type, "type is null");
        requireNonNull(tag, "tag is null");
    }

    static Answer of(String type, String tag, byte[] plain) {
        if (plain.length < WORTH_COMPRESSING_BYTES || COMPRESSED_ALREADY.contains(type)) {
            return new Answer(type, tag, false, plain);
        }
        return new Answer(type, tag, true, compress(plain));
    }

    byte[] plain() {
        if (!compressed) {
            return bytes;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("what was compressed here cannot be read", e);
        }
    }

    private static byte[] compress(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be written", e);
        }
        return out.toByteArray();
    }
}
