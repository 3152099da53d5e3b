package dev.caravan.camel;

import dev.caravan.landing.Batch;
import dev.caravan.pipeline.Extraction.Extracted;
import dev.caravan.project.Problem;
import java.util.ArrayList;
import java.util.List;

/** What one poll has left so far; it travels with the exchange. */
final class Poll {
    private final List<Batch> batches = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    synchronized void add(Batch batch) {
        batches.add(batch);
    }

    synchronized void warn(Problem problem) {
        warnings.add(problem);
    }

    synchronized Extracted extracted(String dataset) {
        return new Extracted(dataset, batches, warnings);
    }
}
