package dev.caravan.load;

import dev.caravan.landing.Batch;
import dev.caravan.landing.Landing;
import dev.caravan.landing.Part;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.CopyFile;
import dev.caravan.warehouse.CopyRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A part on its way into a raw table. */
final class LandedPart implements CopyFile {
    private final Landing landing;
    private final Batch batch;
    private final Part part;

    LandedPart(Landing landing, Batch batch, Part part) {
        this.landing = landing;
        this.batch = batch;
        this.part = part;
    }

    /** How a batch is told in messages. */
    static String place(Batch batch) {
        return batch.dataset() + ", batch " + batch.id();
    }

    @Override
    public String name() {
        return place(batch) + ", " + part.name();
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
    public URI uri() {
        return landing.manifest(batch).resolve(part.name());
    }

    @Override
    public Optional<Path> local() {
        return landing.local(batch, part);
    }

    @Override
    public InputStream open() throws IOException {
        try {
            return landing.open(batch, part);
        } catch (CaravanException e) {
            throw new CopyRefusedException(e.problems(), e);
        }
    }

    /**
     * Reads a file of this machine for its checksum's sake, because the warehouse reads it without us. CSV that decays by
     * a bit is mostly CSV still, and the count of its rows would not tell.
     */
    void checkWhereLocal() {
        if (local().isEmpty()) {
            return;
        }
        try (InputStream bytes = open()) {
            bytes.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new CopyRefusedException(
                    Problem.at(
                            name(),
                            e.getMessage(),
                            "Nothing of the batch is loaded. Restore the part, or delete the batch's manifest.json to"
                                    + " leave it out."),
                    e);
        }
    }
}
