package dev.caravan.pipeline;

import dev.caravan.compile.DataTest;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Node;
import dev.caravan.graph.NodeId;
import dev.caravan.load.Ledger;
import dev.caravan.pipeline.StepResult.Outcome;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.run.GraphRunner;
import dev.caravan.run.NodeResult;
import dev.caravan.run.Readers;
import dev.caravan.run.RunListener;
import dev.caravan.run.RunOptions;
import dev.caravan.run.RunResults;
import dev.caravan.run.RunResultsWriter;
import dev.caravan.warehouse.Warehouse;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs nodes and tells of them as steps. */
final class Builds {
    private static final String THREADS = "run.threads";
    private static final int THREADS_IF_NOT_SET = 4;

    private final Project project;
    private final Environment environment;
    private final Warehouse warehouse;
    private final Clock clock;
    private final Progress progress;
    private final String runId;

    Builds(
            Project project,
            Environment environment,
            Warehouse warehouse,
            Clock clock,
            Progress progress,
            String runId) {
        this.project = project;
        this.environment = environment;
        this.warehouse = warehouse;
        this.clock = clock;
        this.progress = progress;
        this.runId = runId;
    }

    List<StepResult> build(Manifest manifest, Collection<NodeId> selected, boolean fullRefresh) {
        return run(
                manifest,
                selected,
                RunOptions.build(fullRefresh, history().passed()).readableBy(readers()));
    }

    /** Leaves out what would come out as it is. */
    List<StepResult> buildChanged(Manifest manifest, Collection<NodeId> selected) {
        RunHistory history = history();
        Map<String, String> loads = new Ledger(warehouse).lastLoads();
        Set<NodeId> current = CurrentNodes.of(manifest, history.last(), loads, readers());
        return run(
                manifest,
                selected,
                RunOptions.build(false, history.passed()).readableBy(readers()).leaving(current));
    }

    /** @param manifest compiled for the range of the backfill */
    List<StepResult> backfill(Manifest manifest, Collection<NodeId> selected) {
        return run(manifest, selected, RunOptions.backfilling().readableBy(readers()));
    }

    List<StepResult> test(Manifest manifest, Collection<NodeId> selected) {
        return run(manifest, selected, RunOptions.testsAlone());
    }

    private List<StepResult> run(Manifest manifest, Collection<NodeId> selected, RunOptions options) {
        progress.building(manifest);
        RunResults results = new GraphRunner(warehouse, threads(), clock, new Relay()).run(manifest, selected, options);
        new RunResultsWriter(project.target()).write(runId, results);
        history().record(runId, results, options.readers());
        return results.results().stream().map(Builds::step).toList();
    }

    private Readers readers() {
        return Readers.of(environment);
    }

    private RunHistory history() {
        return new RunHistory(warehouse, environment.name());
    }

    private int threads() {
        int threads = environment.integer(THREADS, THREADS_IF_NOT_SET);
        if (threads < 1) {
            throw new CaravanException(
                    environment.problem(THREADS, "is \"" + threads + "\"", "Give a whole number from 1 on."));
        }
        return threads;
    }

    private static StepResult step(NodeResult result) {
        Outcome outcome;
        if (result instanceof NodeResult.Success) {
            outcome = Outcome.DONE;
        } else if (result instanceof NodeResult.Warned) {
            outcome = Outcome.WARNED;
        } else if (result instanceof NodeResult.Failed) {
            outcome = Outcome.FAILED;
        } else {
            outcome = Outcome.SKIPPED;
        }
        return new StepResult(
                stepOf(result.node()), result.node().name(), outcome, result.rows(), result.took(), result.problems());
    }

    private static Step stepOf(Node node) {
        return node instanceof DataTest ? Step.TEST : Step.BUILD;
    }

    private final class Relay implements RunListener {
        @Override
        public void started(Node node) {
            progress.began(stepOf(node), node.name());
            progress.nodeBegan(node);
        }

        @Override
        public void finished(NodeResult result) {
            progress.nodeEnded(result);
            progress.ended(step(result));
        }
    }
}
