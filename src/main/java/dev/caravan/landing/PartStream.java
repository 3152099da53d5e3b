package dev.caravan.landing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A part's bytes on their way out of a landing. Its end is refused unless they are the bytes that were landed: a
 * connection that breaks, and a server that keeps the framing of an upload, would otherwise pass for a shorter or longer
 * part.
 */
final class PartStream extends FilterInputStream {
    private final Part part;
    private final String place;
    private final Sha256 sha256 = new Sha256();
    private long bytes;
    private boolean ended;

    /** @param place where a person finds the part */
    PartStream(InputStream in, Part part, String place) {
        super(in);
        this.part = part;
        this.place = place;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        if (count < 0) {
            end();
            return count;
        }
        sha256.digest().update(buffer, offset, count);
        bytes += count;
        return count;
    }

    /** Skipped bytes are read too, for the checksum's sake. */
    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.max(0, Math.min(count, 1 << 16))).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void end() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        if (bytes != part.sizeBytes()) {
            throw new IOException(place + " ended after " + bytes + " bytes, and batch.json says " + part.sizeBytes());
        }
        String found = sha256.hex();
        if (!found.equals(part.sha256())) {
            throw new IOException(place + " has SHA-256 " + found + ", and batch.json says " + part.sha256());
        }
    }
}
