package dev.caravan.pipeline;

import dev.caravan.compile.Manifest;
import dev.caravan.compile.Node;
import dev.caravan.landing.Batch;
import dev.caravan.load.Loaded;
import dev.caravan.project.Problem;
import dev.caravan.run.NodeResult;

/** Hears of commands and their steps while they go on, from several threads at once; must return fast. */
public interface Progress {

    /** Progress that nobody follows. */
    Progress SILENT = new Progress() {};

    /** A command that was let in; it may have to wait for another process's. */
    default void commandBegan(String command, String runId) {}

    default void began(Step step, String name) {}

    default void ended(StepResult result) {}

    /** A batch that is committed in the landing; before the end of its dataset's step. */
    default void landed(Batch batch) {}

    /** A batch that is loaded; before the end of its dataset's step. */
    default void loaded(String dataset, Loaded batch) {}

    /** Nodes of this manifest are about to run. */
    default void building(Manifest manifest) {}

    /** A node that begins; {@link #began} tells of it, too. */
    default void nodeBegan(Node node) {}

    /** A node that ended or is skipped; {@link #ended} tells of it, too. */
    default void nodeEnded(NodeResult result) {}

    /** Something that a person wants to be told of. */
    default void happened(Event event) {}

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
            public void landed(Batch batch) {
                first.landed(batch);
                other.landed(batch);
            }

            @Override
            public void loaded(String dataset, Loaded batch) {
                first.loaded(dataset, batch);
                other.loaded(dataset, batch);
            }

            @Override
            public void building(Manifest manifest) {
                first.building(manifest);
                other.building(manifest);
            }

            @Override
            public void nodeBegan(Node node) {
                first.nodeBegan(node);
                other.nodeBegan(node);
            }

            @Override
            public void nodeEnded(NodeResult result) {
                first.nodeEnded(result);
                other.nodeEnded(result);
            }

            @Override
            public void happened(Event event) {
                first.happened(event);
                other.happened(event);
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
