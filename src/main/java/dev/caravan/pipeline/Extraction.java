package dev.caravan.pipeline;

import dev.caravan.landing.Batch;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.util.List;

/** Polls datasets and lands them. Camel's routes stand behind it; the pipeline does not know that. */
public interface Extraction extends AutoCloseable {

    /** Every dataset that can be polled, sorted by name. */
    List<Dataset> datasets();

    /**
     * Polls one dataset and returns once its batches are committed in the landing. May be called for several datasets at
     * once, from several threads.
     *
     * @throws CaravanException where the poll failed; then nothing of the batch in hand is committed
     */
    Extracted extract(String dataset);

    /**
     * Lands records that were put aside, as a batch of their own and once.
     *
     * @param rejects {@code DATASET/BATCH}, or the path of a file
     */
    Extracted replay(String rejects);

    @Override
    void close();

    /**
     * What a route declares.
     *
     * @param after datasets that must be loaded before this one is polled, because its route asks the warehouse for them
     */
    record Dataset(String name, List<String> after) {
        public Dataset {
            after = List.copyOf(after);
        }
    }

    /**
     * What one poll left: no batch where the source had nothing new.
     *
     * @param drifts events; the warnings tell of them, too
     */
    record Extracted(String dataset, List<Batch> batches, List<Problem> warnings, List<Drift> drifts) {
        public Extracted {
            batches = List.copyOf(batches);
            warnings = List.copyOf(warnings);
            drifts = List.copyOf(drifts);
        }
    }
}
