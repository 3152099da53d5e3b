package dev.caravan.landing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.util.OptionalLong;

/** Reads what a batch says of itself and holds it against the files that lie there. */
final class BatchReader {
    private BatchReader() {}

    /** @throws CaravanException where {@code batch.json} cannot be read, or a part is missing or has another size */
    static Batch read(BatchFiles files, String dataset, BatchId id) {
        Batch batch;
        try {
            batch = BatchJson.read(files.bytes(LandingKeys.BATCH));
            if (!batch.dataset().equals(dataset) || !batch.id().equals(id)) {
                throw new IllegalArgumentException("it describes " + batch.dataset() + ", batch " + batch.id());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new CaravanException(
                    Problem.at(
                            files.place(LandingKeys.BATCH),
                            "cannot be read: " + reason(e),
                            "The batch has a manifest.json, so it was committed: restore the file."),
                    e);
        }
        batch.parts().forEach(part -> check(files, batch, part));
        return batch;
    }

    /** Jackson adds to its message where it stood, in several lines of which one matters. */
    private static String reason(Exception failure) {
        if (failure instanceof JsonProcessingException json && json.getLocation() != null) {
            return "line " + json.getLocation().getLineNr() + ", column "
                    + json.getLocation().getColumnNr() + ": " + json.getOriginalMessage();
        }
        return failure.getMessage();
    }

    private static void check(BatchFiles files, Batch batch, Part part) {
        OptionalLong found;
        try {
            found = files.sizeBytes(part.name());
        } catch (IOException e) {
            throw new CaravanException(
                    Problem.at(files.place(part.name()), "cannot be read: " + e.getMessage(), ""), e);
        }
        if (found.isPresent() && found.getAsLong() == part.sizeBytes()) {
            return;
        }
        throw new CaravanException(Problem.at(
                batch.dataset() + ", batch " + batch.id() + ", " + part.name(),
                found.isPresent()
                        ? "has " + found.getAsLong() + " bytes, and batch.json says " + part.sizeBytes()
                        : "is missing, and batch.json says that it has " + part.sizeBytes() + " bytes",
                "Restore " + files.place(part.name())
                        + ", or delete the batch's manifest.json to leave the batch out."));
    }
}
