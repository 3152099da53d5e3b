package dev.caravan.pipeline;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Masking;
import dev.caravan.project.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes events of how commands end: a failure is told once, and its recovery once. How the run before ended is remembered
 * here, and read from the run history by a process that has just begun. Safe to use from many threads.
 */
final class Events implements Progress, EventSource {
    private static final Logger log = LoggerFactory.getLogger(Events.class);
    private static final String ENABLED = "telemetry.enabled";
    private static final List<String> RECEIVERS = List.of("notify.webhook.url", "notify.slack.url", "notify.mail.to");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final String environment;
    private final boolean enabled;
    private final boolean wanted;
    private final Masking masking;
    private final History history;
    private final Runnable opening;
    private final Clock clock;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Set<List<String>> drifts = ConcurrentHashMap.newKeySet();
    private final Map<String, Boolean> failed = new ConcurrentHashMap<>();
    private volatile Optional<String> runId = Optional.empty();

    /** How runs ended before this process began. */
    @FunctionalInterface
    interface History {
        /** Whether the last run of a command before another failed; nothing where there was none. */
        Optional<Boolean> failedBefore(String command, String runId);
    }

    /** @param opening opens the routes that pass events on, where a command fails before it needs them itself */
    Events(Environment environment, History history, Runnable opening, Clock clock) {
        this.environment = environment.name();
        this.history = history;
        this.opening = opening;
        this.clock = clock;
        masking = environment.masking();
        enabled = environment.flag(ENABLED, true);
        wanted = enabled
                && RECEIVERS.stream().anyMatch(key -> environment.find(key).isPresent());
    }

    @Override
    public Optional<String> environment() {
        return Optional.of(environment);
    }

    @Override
    public Subscription subscribe(Listener listener) {
        if (!enabled) {
            return () -> {};
        }
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void commandBegan(String command, String id) {
        runId = Optional.of(id);
    }

    @Override
    public void commandEnded(RunSummary summary) {
        ended(summary.command(), Optional.of(summary.failures()).filter(problems -> summary.isFailed()));
    }

    @Override
    public void commandFailed(String command, RuntimeException failure) {
        if (failure instanceof StoppedException) {
            return;
        }
        List<Problem> problems = failure instanceof CaravanException known
                ? known.problems()
                : List.of(Problem.at(command, "met a defect of Caravan", "Please report it with the log of this run."));
        ended(command, Optional.of(problems));
    }

    /** Once in the life of a process: a source that changed is the same in every poll, until a person does something. */
    @Override
    public void drifted(Drift drift) {
        if (drifts.add(List.of(drift.dataset(), drift.kind().name(), drift.field()))) {
            happened(Event.of(Event.Kind.DRIFT, drift.dataset(), drift.sentence(), clock.instant()));
        }
    }

    @Override
    public void happened(Event event) {
        Event masked = new Event(
                event.kind(),
                event.subject(),
                masking.mask(event.text()),
                event.runId().or(() -> runId),
                event.at());
        listeners.forEach(listener -> listener.hear(masked));
    }

    /** Waits until everything that was told has been passed on, but not for ever. */
    void awaitPassedOn(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!listeners.stream().allMatch(Listener::isIdle) && System.nanoTime() < deadline) {
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended(String command, Optional<List<Problem>> problems) {
        boolean failing = problems.isPresent();
        if (!wanted && listeners.isEmpty()) {
            failed.put(command, failing);
            runId = Optional.empty();
            return;
        }
        boolean before = Optional.ofNullable(failed.put(command, failing))
                .or(() -> runId.flatMap(id -> history(command, id)))
                .orElse(false);
        if (failing != before) {
            open();
            happened(new Event(
                    failing ? Event.Kind.FAILURE : Event.Kind.RECOVERY,
                    command,
                    problems.map(found -> command + " failed\n" + text(found)).orElse(command + " is good again"),
                    runId,
                    clock.instant()));
        }
        runId = Optional.empty();
    }

    private Optional<Boolean> history(String command, String id) {
        try {
            return history.failedBefore(command, id);
        } catch (CaravanException e) {
            log.debug("how the last {} ended cannot be read", command, e);
            return Optional.empty();
        }
    }

    private void open() {
        if (!listeners.isEmpty()) {
            return;
        }
        try {
            opening.run();
        } catch (CaravanException e) {
            log.warn("nobody is told of this: {}", e.getMessage());
        }
    }

    private static String text(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
