package dev.caravan.web;

import dev.caravan.docs.Json;
import dev.caravan.pipeline.Progress;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.pipeline.Step;
import dev.caravan.pipeline.StepResult;
import dev.caravan.pipeline.StoppedException;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Masking;
import dev.caravan.project.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The command in hand as it goes on, for pages that are open: what has happened so far, and each thing that happens from
 * then on, in order. Hears from many threads, tells from the thread that it heard from.
 */
public final class LiveRun implements Progress {
    private static final int MILLIS_SCALE = 3;

    private final Clock clock;
    private final Masking masking;
    private final Json json = new Json();
    private final Map<String, StepState> steps = new LinkedHashMap<>();
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> whenOver = new CopyOnWriteArrayList<>();
    private Optional<Command> command = Optional.empty();

    /**
     * Something that happened.
     *
     * @param name the kind: {@code snapshot}, {@code began}, {@code ended}, {@code command}
     * @param data JSON, in one line
     */
    record Event(String name, String data) {}

    private record Command(String command, String runId, Instant startedAt) {}

    private record Snapshot(
            Optional<String> command, Optional<String> runId, Optional<Instant> startedAt, List<StepState> steps) {}

    private record StepState(
            String step,
            String name,
            String state,
            Optional<Instant> startedAt,
            Optional<BigDecimal> seconds,
            OptionalLong rows,
            Optional<String> message) {}

    private record Began(String step, String name, Instant at) {}

    private record Ended(
            String step,
            String name,
            String state,
            OptionalLong rows,
            Optional<BigDecimal> seconds,
            Optional<String> message) {}

    private record CommandState(String state, String command, Optional<String> runId, Optional<String> message) {}

    public LiveRun(Clock clock, Masking masking) {
        this.clock = clock;
        this.masking = masking;
    }

    /** Does something whenever a command is over, before anybody is told of it. It must return fast. */
    void whenOver(Runnable work) {
        whenOver.add(work);
    }

    /** Tells a listener what has happened so far, and from then on what happens. It must return fast. */
    synchronized Subscription listen(Consumer<Event> listener) {
        listener.accept(event("snapshot", snapshot()));
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Ends when closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public synchronized void commandBegan(String name, String runId) {
        command = Optional.of(new Command(name, runId, clock.instant()));
        steps.clear();
        tell("command", new CommandState("began", name, Optional.of(runId), Optional.empty()));
    }

    @Override
    public synchronized void began(Step step, String name) {
        Instant now = clock.instant();
        String word = word(step);
        steps.put(
                key(word, name),
                new StepState(
                        word,
                        name,
                        "running",
                        Optional.of(now),
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.empty()));
        tell("began", new Began(word, name, now));
    }

    @Override
    public synchronized void ended(StepResult result) {
        String word = word(result.step());
        String state = result.outcome().name().toLowerCase(Locale.ROOT);
        Optional<BigDecimal> seconds = Optional.of(seconds(result.took()));
        Optional<String> message = message(result.problems());
        Optional<Instant> startedAt =
                Optional.ofNullable(steps.get(key(word, result.name()))).flatMap(StepState::startedAt);
        steps.put(
                key(word, result.name()),
                new StepState(word, result.name(), state, startedAt, seconds, result.rows(), message));
        tell("ended", new Ended(word, result.name(), state, result.rows(), seconds, message));
    }

    @Override
    public synchronized void commandEnded(RunSummary summary) {
        String state = summary.isFailed() ? "failed" : "ended";
        over(state, summary.command(), message(summary.failures()));
    }

    @Override
    public synchronized void commandFailed(String name, RuntimeException failure) {
        String message = failure instanceof CaravanException known
                ? known.getMessage()
                : "failed by a defect of Caravan, not of your project; the log says more";
        String state = failure instanceof StoppedException ? "ended" : "failed";
        over(state, name, Optional.of(masking.mask(message)));
    }

    @Override
    public synchronized void commandWaits(String name, Problem because) {
        tell("command", new CommandState("waits", name, runId(), message(List.of(because))));
    }

    @Override
    public synchronized void commandSkipped(Problem because) {
        tell(
                "command",
                new CommandState("skipped", because.place().name(), Optional.empty(), message(List.of(because))));
    }

    private void over(String state, String name, Optional<String> message) {
        whenOver.forEach(Runnable::run);
        Optional<String> runId = runId();
        command = Optional.empty();
        steps.clear();
        tell("command", new CommandState(state, name, runId, message));
    }

    private Snapshot snapshot() {
        return new Snapshot(
                command.map(Command::command),
                command.map(Command::runId),
                command.map(Command::startedAt),
                new ArrayList<>(steps.values()));
    }

    private void tell(String name, Object data) {
        if (!listeners.isEmpty()) {
            Event event = event(name, data);
            listeners.forEach(listener -> listener.accept(event));
        }
    }

    private Event event(String name, Object data) {
        return new Event(name, json.text(data));
    }

    private Optional<String> runId() {
        return command.map(Command::runId);
    }

    private Optional<String> message(List<Problem> problems) {
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        masking.mask(problems.stream().map(Problem::toString).collect(Collectors.joining("\n"))));
    }

    private static String word(Step step) {
        return step.name().toLowerCase(Locale.ROOT);
    }

    private static String key(String step, String name) {
        return step + " " + name;
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), MILLIS_SCALE);
    }
}
