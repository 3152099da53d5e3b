package dev.caravan.pipeline;

import dev.caravan.landing.BatchId;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** Runs commands: one at a time in this process and in all others, with an id, a place in the run history, and an end that is told. */
final class Commands {
    private static final String RUN_IN_LOG = "run";

    private final Environment environment;
    private final Resources resources;
    private final Clock clock;
    private final Progress progress;
    private final Turnstile turnstile;
    private final Supplier<BatchId> ids;

    Commands(Environment environment, Resources resources, Clock clock, Progress progress, Turnstile turnstile) {
        this.environment = environment;
        this.resources = resources;
        this.clock = clock;
        this.progress = progress;
        this.turnstile = turnstile;
        ids = BatchId.generator(clock);
    }

    RunSummary run(String command, Consumer<Job> work) {
        return run(command, Optional.empty(), work);
    }

    /** @param selection which datasets and nodes it is about, where not all */
    RunSummary run(String command, Optional<String> selection, Consumer<Job> work) {
        String runId = ids.get().value();
        Instant start = clock.instant();
        enter(command, runId, start);
        progress.commandBegan(command, runId);
        MDC.put(RUN_IN_LOG, runId);
        RunLock lock = new RunLock(environment, turnstile, progress);
        try (Job job = new Job(command, runId, clock, () -> lock.take(command, runId, resources::warehouse))) {
            carry(job, work, start, selection);
            turnstile.checkpoint();
            RunSummary summary = summary(job, start);
            history(job).record(summary, selection);
            progress.commandEnded(summary);
            return summary;
        } catch (RuntimeException e) {
            RuntimeException failure = turnstile.isCancelled() ? new StoppedException(command, e) : e;
            progress.commandFailed(command, failure);
            throw failure;
        } finally {
            MDC.remove(RUN_IN_LOG);
            turnstile.leave();
        }
    }

    /** A command whose first step throws stands in the history too, where it had the warehouse. */
    private void carry(Job job, Consumer<Job> work, Instant start, Optional<String> selection) {
        try {
            work.accept(job);
        } catch (CaravanException e) {
            RunSummary summary = summary(job, start);
            if (job.hasWarehouse() && summary.isFailed() && !turnstile.isCancelled()) {
                try {
                    history(job).record(summary, selection);
                } catch (CaravanException unnoted) {
                    // no tables yet, or no connection any more: the failure itself is what a person needs
                    e.addSuppressed(unnoted);
                }
            }
            throw e;
        }
    }

    private RunSummary summary(Job job, Instant start) {
        return new RunSummary(
                job.runId(), job.command(), start, Duration.between(start, clock.instant()), job.results());
    }

    private RunHistory history(Job job) {
        return new RunHistory(job.warehouse(), environment.name());
    }

    private void enter(String command, String runId, Instant start) {
        try {
            turnstile.enter(command, runId, start);
        } catch (StoppedException e) {
            throw e;
        } catch (CaravanException e) {
            progress.commandSkipped(e.problems().get(0));
            throw e;
        }
    }
}
