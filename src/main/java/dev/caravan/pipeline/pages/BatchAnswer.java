package dev.caravan.pipeline.pages;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.caravan.pipeline.site.BatchDetail;
import dev.caravan.pipeline.site.BatchEntry;
import java.util.List;

/** A batch with its files. */
public record BatchAnswer(@JsonUnwrapped BatchEntry batch, List<BatchDetail.LandedFile> files) {
    public BatchAnswer {
        requireNonNull(batch, "batch is null");
        files = List.copyOf(files);
    }

    static BatchAnswer of(BatchDetail detail) {
        return new BatchAnswer(detail.batch(), detail.files());
    }
}
