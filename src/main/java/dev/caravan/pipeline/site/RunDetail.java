package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** One run with its nodes, in the order in which they began, and the batches that it loaded. */
public record RunDetail(RunEntry run, List<NodeRun> nodes, List<BatchEntry> batches) implements Answers.Sized {
    public RunDetail {
        requireNonNull(run, "run is null");
        nodes = List.copyOf(nodes);
        batches = List.copyOf(batches);
    }

    @Override
    public int cells() {
        return 10 * (nodes.size() + batches.size());
    }
}
