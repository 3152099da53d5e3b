package dev.caravan.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What every selected node did, in the order in which they ended. */
public record RunResults(Instant startedAt, Duration took, List<NodeResult> results) {
    public RunResults {
        results = List.copyOf(results);
    }

    public boolean isFailed() {
        return results.stream().anyMatch(NodeResult.Failed.class::isInstance);
    }
}
