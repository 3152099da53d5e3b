package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One line of a landed part, as the columns {@code batch_id}, {@code part} and {@code line} of a row name it.
 *
 * @param values one for each column of the header; none is a field that was left out, and not the empty text
 */
public record LandedLine(
        String batchId,
        String dataset,
        int part,
        String file,
        long line,
        List<String> header,
        List<Optional<String>> values,
        String sourceUri) {
    public LandedLine {
        requireNonNull(batchId, "batchId is null");
        requireNonNull(dataset, "dataset is null");
        requireNonNull(file, "file is null");
        requireNonNull(sourceUri, "sourceUri is null");
        header = List.copyOf(header);
        values = List.copyOf(values);
    }
}
