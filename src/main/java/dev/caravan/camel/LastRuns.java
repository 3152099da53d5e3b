package dev.caravan.camel;

import dev.caravan.pipeline.Progress;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.pipeline.StoppedException;
import dev.caravan.project.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the last run of each command ended: a poll that succeeds does not hide that the daily run failed. Safe to use from
 * many threads.
 */
public final class LastRuns implements Progress {
    private final Clock clock;
    private final SortedMap<String, LastRun> byCommand = new TreeMap<>();

    /** @param failures empty where it was good */
    record LastRun(Instant endedAt, String failures) {
        boolean isFailed() {
            return !failures.isEmpty();
        }
    }

    public LastRuns(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void commandEnded(RunSummary summary) {
        put(summary.command(), text(summary.failures()));
    }

    @Override
    public void commandFailed(String command, RuntimeException failure) {
        if (!(failure instanceof StoppedException)) {
            put(command, String.valueOf(failure.getMessage()));
        }
    }

    synchronized SortedMap<String, LastRun> all() {
        return new TreeMap<>(byCommand);
    }

    private synchronized void put(String command, String failures) {
        byCommand.put(command, new LastRun(clock.instant(), failures));
    }

    private static String text(List<Problem> failures) {
        return failures.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
