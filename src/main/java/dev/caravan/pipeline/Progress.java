package dev.caravan.pipeline;

import dev.caravan.project.Problem;

/** Hears of commands and their steps while they go on, from several threads at once; must return fast. */
public interface Progress {

    /** Progress that nobody follows. */
    Progress SILENT = new Progress() {};

    /** A command that was let in; it may have to wait for another process's. */
    default void commandBegan(String command, String runId) {}

    default void began(Step step, String name) {}

    default void ended(StepResult result) {}

    /** A source that gives other fields than it did, or than its dataset has columns for; told before the poll has ended. */
    default void drifted(Drift drift) {}

    /** A command that came to its end; one of its steps may have failed. */
    default void commandEnded(RunSummary summary) {}

    /** A command that could not go on. It was stopped where the failure is a {@link StoppedException}. */
    default void commandFailed(String command, RuntimeException failure) {}

    /** A command that waits until another process's is done. */
    default void commandWaits(String command, Problem because) {}

    /** A command that was not let in, because another one is going on. */
    default void commandSkipped(Problem because) {}

    /** Tells two listeners, this one first. */
    default Progress and(Progress other) {
        Progress first = this;
        return new Progress() {
            @Override
            public void commandBegan(String command, String runId) {
                first.commandBegan(command, runId);
                other.commandBegan(command, runId);
            }

            @Override
            public void began(Step step, String name) {
                first.began(step, name);
                other.began(step, name);
            }

            @Override
            public void ended(StepResult result) {
                first.ended(result);
                other.ended(result);
            }

            @Override
            public void drifted(Drift drift) {
                first.drifted(drift);
                other.drifted(drift);
            }

            @Override
            public void commandEnded(RunSummary summary) {
                first.commandEnded(summary);
                other.commandEnded(summary);
            }

            @Override
            public void commandFailed(String command, RuntimeException failure) {
                first.commandFailed(command, failure);
                other.commandFailed(command, failure);
            }

            @Override
            public void commandWaits(String command, Problem because) {
                first.commandWaits(command, because);
                other.commandWaits(command, because);
            }

            @Override
            public void commandSkipped(Problem because) {
                first.commandSkipped(because);
                other.commandSkipped(because);
            }
        };
    }
}
