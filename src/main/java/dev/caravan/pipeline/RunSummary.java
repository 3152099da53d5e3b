package dev.caravan.pipeline;

import static java.util.Objects.requireNonNull;

import dev.caravan.pipeline.StepResult.Outcome;
import dev.caravan.project.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What one command did, step by step in the order in which they ended. */
public record RunSummary(String runId, String command, Instant startedAt, Duration took, List<StepResult> results) {
    public RunSummary {
        requireNonNull(runId, "runId is null");
        requireNonNull(command, "command is null");
        requireNonNull(startedAt, "startedAt is null");
        requireNonNull(took, "took is null");
        results = List.copyOf(results);
    }

    public boolean isFailed() {
        return results.stream().anyMatch(StepResult::isFailed);
    }

    public List<Problem> failures() {
        return problems(Outcome.FAILED);
    }

    public List<Problem> warnings() {
        return problems(Outcome.WARNED);
    }

    /** Rows of one step: extracted, loaded, or changed by models. */
    public long rows(Step step) {
        return of(step).mapToLong(result -> result.rows().orElse(0)).sum();
    }

    public Stream<StepResult> of(Step step) {
        return results.stream().filter(result -> result.step() == step);
    }

    private List<Problem> problems(Outcome outcome) {
        return results.stream()
                .filter(result -> result.outcome() == outcome)
                .flatMap(result -> result.problems().stream())
                .toList();
    }
}
