package dev.caravan.camel;

import dev.caravan.landing.Batch;
import dev.caravan.landing.Batch.SourceFile;
import dev.caravan.pipeline.Drift;
import dev.caravan.pipeline.Extraction.Extracted;
import dev.caravan.project.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one poll has left so far; it travels with the exchange. Safe to use from many threads. */
final class Poll {
    private final List<Batch> batches = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final List<Drift> drifts = new ArrayList<>();

    synchronized void add(Batch batch) {
        batches.add(batch);
        if (batch.rowsRejected() > 0) {
            warnings.add(rejected(batch));
        }
    }

    synchronized void warn(Problem problem) {
        warnings.add(problem);
    }

    synchronized void drifted(List<Drift> some) {
        drifts.addAll(some);
    }

    /** Whether a file was landed in this poll, perhaps under another name. */
    synchronized boolean has(SourceFile file) {
        return batches.stream()
                .anyMatch(batch -> batch.source().file().filter(file::equals).isPresent());
    }

    synchronized Extracted extracted(String dataset) {
        return new Extracted(dataset, batches, warnings, drifts);
    }

    private static Problem rejected(Batch batch) {
        return Problem.at(
                batch.source().uri().isEmpty()
                        ? batch.dataset()
                        : batch.dataset() + ", " + batch.source().uri(),
                String.format(Locale.ROOT, "%,d of %,d records rejected", batch.rowsRejected(), batch.rowsExtracted()),
                "They lie with their reasons in rejected/" + batch.dataset() + "/ of the landing, under batch "
                        + batch.id() + "; the others are landed.");
    }
}
