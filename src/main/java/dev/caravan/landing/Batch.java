package dev.caravan.landing;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A committed batch as its {@code batch.json} tells it.
 *
 * @param columns the header of every part
 * @param rowsExtracted records that the source gave: landed, rejected and left out as repeated ones together
 * @param rowsRepeated records left out because their key came before in the same poll
 * @param source where the records came from
 */
public record Batch(
        String dataset,
        BatchId id,
        Instant extractedAt,
        List<String> columns,
        List<Part> parts,
        long rowsExtracted,
        long rowsRejected,
        long rowsRepeated,
        Source source) {

    /**
     * A URL that was polled or a file that was read.
     *
     * @param file the file's size and content, where the source is one file that may be met again
     */
    public record Source(String uri, Optional<SourceFile> file) {
        public Source {
            requireNonNull(uri, "uri is null");
            requireNonNull(file, "file is null");
        }
    }

    /** What tells a file from every other, whatever it is called. */
    public record SourceFile(long sizeBytes, String sha256) {
        public SourceFile {
            requireNonNull(sha256, "sha256 is null");
        }
    }

    public Batch {
        requireNonNull(dataset, "dataset is null");
        requireNonNull(id, "id is null");
        requireNonNull(extractedAt, "extractedAt is null");
        requireNonNull(source, "source is null");
        columns = List.copyOf(columns);
        parts = List.copyOf(parts);
    }

    public long rowsLanded() {
        return parts.stream().mapToLong(Part::rows).sum();
    }

    public long sizeBytes() {
        return parts.stream().mapToLong(Part::sizeBytes).sum();
    }
}
