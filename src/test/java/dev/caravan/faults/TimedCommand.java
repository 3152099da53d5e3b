package dev.caravan.faults;

import dev.caravan.camel.RouteExtraction;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.Progress;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One command in this process, which must end, and may fail in no way but one that it can tell. */
final class TimedCommand {
    /** Longer than any command takes, whatever breaks: one that takes it is taken to hang. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(90);

    private static final Duration PATIENCE_WITH_A_DEAD_RUN = Duration.ofSeconds(20);
    private static final int TRACED_CALLS = 8;

    private final Path project;
    private final Environment environment;
    private final ExecutorService threads;
    private final AtomicReference<Optional<Caravan>> inHand = new AtomicReference<>(Optional.empty());

    TimedCommand(Path project, Environment environment, ExecutorService threads) {
        this.project = project;
        this.environment = environment;
        this.threads = threads;
    }

    /** @throws AssertionError with what every thread does, where the command does not end */
    Ended run(Function<Caravan, RunSummary> command) throws InterruptedException {
        try {
            return threads.submit(() -> ended(command)).get(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("a command hangs:\n" + everyThread(), e);
        } catch (ExecutionException e) {
            throw new AssertionError("a command lets " + e.getCause() + " out", e);
        }
    }

    /** Whatever it still does reaches nothing: it need not go on to its end. */
    void abandon() {
        inHand.get().ifPresent(caravan -> threads.submit(() -> caravan.cancel(PATIENCE_WITH_A_DEAD_RUN)));
    }

    private Ended ended(Function<Caravan, RunSummary> command) {
        try (Caravan caravan = Caravan.open(
                Project.at(project),
                environment,
                Map.of(),
                Clock.systemUTC(),
                Progress.SILENT,
                RouteExtraction::open)) {
            inHand.set(Optional.of(caravan));
            RunSummary summary = command.apply(caravan);
            return summary.isFailed()
                    ? Ended.failed(
                            summary.failures().stream().map(Object::toString).collect(Collectors.joining("\n")))
                    : Ended.well();
        } catch (CaravanException e) {
            return Ended.failed(e.getMessage());
        } catch (RuntimeException | Error e) {
            return Ended.defect(trace(e));
        }
    }

    /** Enough to find the place. */
    private static String trace(Throwable failure) {
        return failure
                + Arrays.stream(failure.getStackTrace())
                        .limit(TRACED_CALLS)
                        .map(call -> "\n    at " + call)
                        .collect(Collectors.joining())
                + (failure.getCause() == null ? "" : "\ncaused by " + trace(failure.getCause()));
    }

    private static String everyThread() {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            text.append(thread).append('\n');
            for (StackTraceElement element : stack) {
                text.append("    ").append(element).append('\n');
            }
        });
        return text.toString();
    }
}
