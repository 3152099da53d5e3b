package dev.caravan.pipeline;

import dev.caravan.landing.Batch.SourceFile;
import dev.caravan.landing.BatchId;
import java.util.Optional;

/** Files that a committed batch was made of, so that a file that is met again is not landed again. */
@FunctionalInterface
public interface KnownSources {
    Optional<BatchId> find(String dataset, SourceFile file);
}
