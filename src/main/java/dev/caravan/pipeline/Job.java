package dev.caravan.pipeline;

import dev.caravan.project.CaravanException;
import dev.caravan.warehouse.Warehouse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One command while it goes on: what its steps have come to so far. It asks for the warehouse when a step first needs it, and
 * has it for itself from then on. For one thread.
 */
final class Job implements AutoCloseable {
    private final String command;
    private final String runId;
    private final Clock clock;
    private final Supplier<RunLock.Held> locking;
    private final List<StepResult> results = new ArrayList<>();
    private Optional<RunLock.Held> held = Optional.empty();

    Job(String command, String runId, Clock clock, Supplier<RunLock.Held> locking) {
        this.command = command;
        this.runId = runId;
        this.clock = clock;
        this.locking = locking;
    }

    String command() {
        return command;
    }

    String runId() {
        return runId;
    }

    Warehouse warehouse() {
        if (held.isEmpty()) {
            held = Optional.of(locking.get());
        }
        return held.get().warehouse();
    }

    /** Whether a step has needed the warehouse and got it. */
    boolean hasWarehouse() {
        return held.isPresent();
    }

    /**
     * Adds what a step comes to. One that throws when others have ended before it is a failed result beside theirs; what the
     * first one throws is the command's failure.
     *
     * @param name what a person calls the step if it throws
     * @return whether the command can go on
     */
    boolean step(Step step, String name, Supplier<List<StepResult>> work) {
        Instant start = clock.instant();
        try {
            results.addAll(work.get());
            return true;
        } catch (StoppedException e) {
            throw e;
        } catch (CaravanException e) {
            boolean first = results.isEmpty();
            results.add(StepResult.failed(step, name, Duration.between(start, clock.instant()), e.problems()));
            if (first) {
                throw e;
            }
            return false;
        }
    }

    List<StepResult> results() {
        return List.copyOf(results);
    }

    @Override
    public void close() {
        held.ifPresent(RunLock.Held::close);
    }
}
