package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A batch with its files as they lie in the landing; none where they were pruned. */
public record BatchDetail(BatchEntry batch, List<LandedFile> files) {

    /**
     * One part of a batch.
     *
     * @param part its number, as the column {@code part} has it
     * @param uri where it lies
     */
    public record LandedFile(int part, String name, String uri, long rows, long sizeBytes, String sha256) {
        public LandedFile {
            requireNonNull(name, "name is null");
            requireNonNull(uri, "uri is null");
            requireNonNull(sha256, "sha256 is null");
        }
    }

    public BatchDetail {
        requireNonNull(batch, "batch is null");
        files = List.copyOf(files);
    }
}
