package dev.caravan.pipeline;

import static java.util.Objects.requireNonNull;

import dev.caravan.project.Problem;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one step did for one thing: a dataset extracted, a batch loaded, a node built.
 *
 * @param name what a person calls the thing
 * @param rows rows landed, loaded or changed, changesets applied; failing rows of a test; absent where rows have no meaning
 * @param problems warnings, or what failed, or why it was skipped
 */
public record StepResult(
        Step step, String name, Outcome outcome, OptionalLong rows, Duration took, List<Problem> problems) {

    /** How it ended. */
    public enum Outcome {
        DONE,
        WARNED,
        FAILED,
        SKIPPED
    }

    public StepResult {
        requireNonNull(step, "step is null");
        requireNonNull(name, "name is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(rows, "rows is null");
        requireNonNull(took, "took is null");
        problems = List.copyOf(problems);
    }

    static StepResult done(Step step, String name, long rows, Duration took, List<Problem> warnings) {
        Outcome outcome = warnings.isEmpty() ? Outcome.DONE : Outcome.WARNED;
        return new StepResult(step, name, outcome, OptionalLong.of(rows), took, warnings);
    }

    static StepResult failed(Step step, String name, Duration took, List<Problem> problems) {
        return new StepResult(step, name, Outcome.FAILED, OptionalLong.empty(), took, problems);
    }

    static StepResult skipped(Step step, String name, Problem because) {
        return new StepResult(step, name, Outcome.SKIPPED, OptionalLong.empty(), Duration.ZERO, List.of(because));
    }

    public boolean isFailed() {
        return outcome == Outcome.FAILED;
    }
}
