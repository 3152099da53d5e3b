package dev.caravan.cli;

import dev.caravan.pipeline.Progress;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.pipeline.Step;
import dev.caravan.pipeline.StepResult;
import dev.caravan.pipeline.StepResult.Outcome;
import dev.caravan.pipeline.StoppedException;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's log of a process that stays. Batches write their own lines when they are landed and loaded; here are the
 * nodes, what went wrong, and the ends of runs.
 */
final class Diary implements Progress {
    private static final Logger log = LoggerFactory.getLogger(Diary.class);

    @Override
    public void ended(StepResult result) {
        String step = result.step().name().toLowerCase(Locale.ROOT);
        switch (result.outcome()) {
            case DONE -> done(result, step);
            case WARNED -> log.warn("{} {} warns: {}", step, result.name(), text(result.problems()));
            case FAILED -> log.warn("{} {} failed: {}", step, result.name(), text(result.problems()));
            case SKIPPED -> log.info("{} {} is skipped: {}", step, result.name(), text(result.problems()));
        }
    }

    private static void done(StepResult result, String step) {
        // views and tests that pass change no row
        if (result.step() == Step.BUILD && result.rows().orElse(0) > 0) {
            log.info(
                    "{} {}: {}, {} s",
                    step,
                    result.name(),
                    Lines.rows(result.rows().getAsLong()),
                    Lines.seconds(result.took()));
        } else {
            log.debug("{} {}, {} s", step, result.name(), Lines.seconds(result.took()));
        }
    }

    @Override
    public void commandEnded(RunSummary summary) {
        String counts = "%s landed, %s loaded, %s models, %s tests, %s warnings, %s s"
                .formatted(
                        Lines.rows(summary.rows(Step.EXTRACT)),
                        Lines.rows(summary.rows(Step.LOAD)),
                        Lines.count(done(summary, Step.BUILD)),
                        Lines.count(done(summary, Step.TEST)),
                        Lines.count(summary.warnings().size()),
                        Lines.seconds(summary.took()));
        if (summary.isFailed()) {
            String failed = summary.results().stream()
                    .filter(StepResult::isFailed)
                    .map(result -> result.step().name().toLowerCase(Locale.ROOT) + " " + result.name())
                    .collect(Collectors.joining(", "));
            log.error("{} failed at {}; {}", summary.command(), failed, counts);
        } else {
            log.info("{} is done: {}", summary.command(), counts);
        }
    }

    @Override
    public void commandFailed(String command, RuntimeException failure) {
        if (failure instanceof StoppedException) {
            log.warn("{} was stopped; what it had in hand is rolled back", command);
        } else if (failure instanceof CaravanException known) {
            log.error("{} failed: {}", command, text(known.problems()));
        } else {
            log.error("{} failed by a defect of Caravan, not of your project; please report it", command, failure);
        }
    }

    @Override
    public void commandWaits(String command, Problem because) {
        log.info("{} waits: {} {}", command, because.place(), because.what());
    }

    @Override
    public void commandSkipped(Problem because) {
        log.info("{} {}", because.place(), because.what());
    }

    private static long done(RunSummary summary, Step step) {
        return summary.of(step)
                .filter(result -> result.outcome() == Outcome.DONE || result.outcome() == Outcome.WARNED)
                .count();
    }

    private static String text(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
