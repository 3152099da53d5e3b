package dev.caravan.load;

import dev.caravan.landing.Batch;
import dev.caravan.landing.Landing;
import dev.caravan.landing.Part;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.CopyFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A part on its way into a raw table. Its bytes are held to the checksum in {@code batch.json}: CSV that decays by a bit
 * is mostly CSV still, and the count of its rows would not tell.
 */
final class LandedPart implements CopyFile {
    private final Landing landing;
    private final Batch batch;
    private final Part part;

    LandedPart(Landing landing, Batch batch, Part part) {
        this.landing = landing;
        this.batch = batch;
        this.part = part;
    }

    @Override
    public String name() {
        return part.name();
    }

    @Override
    public long rows() {
        return part.rows();
    }

    @Override
    public long sizeBytes() {
        return part.sizeBytes();
    }

    @Override
    public Optional<Path> local() {
        return landing.local(batch, part);
    }

    @Override
    public InputStream open() throws IOException {
        return new Checked(landing.open(batch, part));
    }

    /** A file on this machine is read by the warehouse itself, so it is checked before. */
    void checkWhereLocal() {
        if (local().isEmpty()) {
            return;
        }
        try (InputStream bytes = open()) {
            bytes.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new CaravanException(
                    Problem.at(
                            batch.dataset() + ", batch " + batch.id() + ", " + part.name(),
                            "cannot be read: " + e.getMessage(),
                            "Nothing of the batch is loaded. Restore the part."),
                    e);
        }
    }

    private CaravanException changed() {
        return new CaravanException(
                Problem.at(
                        batch.dataset() + ", batch " + batch.id() + ", " + part.name(),
                        "its bytes are not those that were landed: the SHA-256 differs from batch.json",
                        "Nothing of the batch is loaded. Restore the part, or delete the batch's manifest.json to leave it out."));
    }

    /** Compares when the end is reached. */
    private final class Checked extends FilterInputStream {
        private final MessageDigest digest;
        private boolean compared;

        Checked(InputStream bytes) {
            this(bytes, sha256());
        }

        private Checked(InputStream bytes, MessageDigest digest) {
            super(new DigestInputStream(bytes, digest));
            this.digest = digest;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            compareAtEnd(read);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            compareAtEnd(read);
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void compareAtEnd(int read) {
            if (read >= 0 || compared) {
                return;
            }
            compared = true;
            if (!HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) {
                throw changed();
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
