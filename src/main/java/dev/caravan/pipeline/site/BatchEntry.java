package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A batch as the ledger has it.
 *
 * @param sourceUri what was polled or read, secrets masked
 * @param prunedAt since when its files are gone from the landing
 */
public record BatchEntry(
        String id,
        String dataset,
        String runId,
        Instant extractedAt,
        Instant loadedAt,
        long rowsExtracted,
        long rowsRejected,
        long rowsRepeated,
        long rowsLanded,
        long rowsLoaded,
        long parts,
        long sizeBytes,
        String sourceUri,
        Optional<Instant> prunedAt) {
    public BatchEntry {
        requireNonNull(id, "id is null");
        requireNonNull(dataset, "dataset is null");
        requireNonNull(runId, "runId is null");
        requireNonNull(extractedAt, "extractedAt is null");
        requireNonNull(loadedAt, "loadedAt is null");
        requireNonNull(sourceUri, "sourceUri is null");
        requireNonNull(prunedAt, "prunedAt is null");
    }
}
