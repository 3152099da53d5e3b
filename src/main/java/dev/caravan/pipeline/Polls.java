package dev.caravan.pipeline;

import static java.util.stream.Collectors.joining;

import dev.caravan.landing.Batch;
import dev.caravan.load.Loaded;
import dev.caravan.pipeline.Extraction.Dataset;
import dev.caravan.pipeline.Extraction.Extracted;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Polls datasets side by side and loads what each landed at once, so that a dataset whose route asks the warehouse about
 * another is polled when that other is loaded. A dataset that fails holds up only those after it.
 */
final class Polls {
    private static final Logger log = LoggerFactory.getLogger(Polls.class);

    private static final String BATCH_IN_LOG = "batch";

    /** How long those that a stop interrupts may take to give up; one that waits for a slow server is left behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Extraction> extraction;
    private final Load load;
    private final Clock clock;
    private final Progress progress;
    private volatile boolean stopped;

    /** Loads the committed batches of one dataset. */
    @FunctionalInterface
    interface Load {
        List<Loaded> load(String dataset);
    }

    Polls(Supplier<Extraction> extraction, Load load, Clock clock, Progress progress) {
        this.extraction = extraction;
        this.load = load;
        this.clock = clock;
        this.progress = progress;
    }

    /** @return results in the order of the datasets, those of one dataset together */
    List<StepResult> run(Collection<Dataset> datasets) {
        if (datasets.isEmpty()) {
            return List.of();
        }
        Map<String, String> marks =
                Optional.ofNullable(MDC.getCopyOfContextMap()).orElse(Map.of());
        ExecutorService threads = Executors.newFixedThreadPool(datasets.size(), work -> thread(work, marks));
        try {
            Map<String, CompletableFuture<List<StepResult>>> feeds = new LinkedHashMap<>();
            for (Dataset dataset : inOrder(datasets)) {
                List<CompletableFuture<List<StepResult>>> before = dataset.after().stream()
                        .filter(feeds::containsKey)
                        .map(feeds::get)
                        .toList();
                feeds.put(
                        dataset.name(),
                        CompletableFuture.allOf(before.toArray(CompletableFuture[]::new))
                                .thenApplyAsync(done -> feed(dataset, before), threads));
            }
            List<StepResult> results = new ArrayList<>();
            for (CompletableFuture<List<StepResult>> feed : feeds.values()) {
                results.addAll(join(feed));
            }
            return results;
        } catch (InterruptedException e) {
            stopped = true;
            giveUp(threads);
            throw new CaravanException(Problem.at("extract", "was stopped", "Batches in hand are abandoned."), e);
        } finally {
            threads.shutdown();
        }
    }

    /** Waits for the threads to take back what they have in hand. */
    private static void giveUp(ExecutorService threads) {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("a poll waits for its server and is left behind; nothing of it is committed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<StepResult> feed(Dataset dataset, List<CompletableFuture<List<StepResult>>> before) {
        boolean failedBefore = before.stream()
                .flatMap(feed -> feed.join().stream())
                .anyMatch(result -> result.outcome() == StepResult.Outcome.FAILED
                        || result.outcome() == StepResult.Outcome.SKIPPED);
        if (failedBefore) {
            return List.of(end(StepResult.skipped(
                    Step.EXTRACT,
                    dataset.name(),
                    Problem.at(
                            dataset.name(),
                            "is not polled: it asks about " + String.join(", ", dataset.after())
                                    + ", which could not be loaded",
                            ""))));
        }
        StepResult extracted = extract(dataset.name());
        if (extracted.isFailed()) {
            return List.of(extracted);
        }
        List<StepResult> results = new ArrayList<>(List.of(extracted));
        results.addAll(load(dataset.name()));
        return results;
    }

    private StepResult extract(String dataset) {
        return extract(dataset, () -> extraction.get().extract(dataset));
    }

    /** @param rejects {@code DATASET/BATCH}, or the path of a file */
    StepResult replay(String rejects) {
        return extract(rejects, () -> extraction.get().replay(rejects));
    }

    private StepResult extract(String dataset, Supplier<Extracted> work) {
        progress.began(Step.EXTRACT, dataset);
        Instant start = clock.instant();
        try {
            Extracted extracted = work.get();
            extracted.batches().forEach(progress::landed);
            extracted.drifts().forEach(progress::drifted);
            long rows =
                    extracted.batches().stream().mapToLong(Batch::rowsLanded).sum();
            return end(StepResult.done(Step.EXTRACT, dataset, rows, since(start), extracted.warnings()));
        } catch (CaravanException e) {
            return end(StepResult.failed(Step.EXTRACT, dataset, since(start), e.problems()));
        } finally {
            MDC.remove(BATCH_IN_LOG);
        }
    }

    /** Loads one dataset; one result for all its batches, none where there is nothing to load. */
    List<StepResult> load(String dataset) {
        progress.began(Step.LOAD, dataset);
        Instant start = clock.instant();
        try {
            List<Loaded> loaded = load.load(dataset);
            loaded.forEach(batch -> progress.loaded(dataset, batch));
            long rows = loaded.stream().mapToLong(Loaded::rows).sum();
            return List.of(end(StepResult.done(Step.LOAD, dataset, rows, since(start), List.of())));
        } catch (StoppedException e) {
            throw e;
        } catch (CaravanException e) {
            return List.of(end(StepResult.failed(Step.LOAD, dataset, since(start), e.problems())));
        }
    }

    private StepResult end(StepResult result) {
        // what a stop breaks off did not fail
        if (!stopped) {
            progress.ended(result);
        }
        return result;
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }

    /** Each dataset behind those that it comes after. */
    private static List<Dataset> inOrder(Collection<Dataset> datasets) {
        Map<String, Dataset> waiting = new LinkedHashMap<>();
        datasets.forEach(dataset -> waiting.put(dataset.name(), dataset));
        List<Dataset> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            List<Dataset> ready = waiting.values().stream()
                    .filter(dataset -> dataset.after().stream().noneMatch(waiting::containsKey))
                    .toList();
            if (ready.isEmpty()) {
                throw new CaravanException(Problem.at(
                        "routes",
                        "datasets wait for each other: "
                                + waiting.values().stream()
                                        .map(dataset -> dataset.name() + " after " + String.join(", ", dataset.after()))
                                        .collect(joining("; ")),
                        "Take one \"after\" out of their routes."));
            }
            ready.forEach(dataset -> waiting.remove(dataset.name()));
            ordered.addAll(ready);
        }
        return ordered;
    }

    private static List<StepResult> join(CompletableFuture<List<StepResult>> feed) throws InterruptedException {
        try {
            return feed.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Thread thread(Runnable work, Map<String, String> marks) {
        Thread thread = new Thread(
                () -> {
                    MDC.setContextMap(marks);
                    work.run();
                },
                "poll");
        thread.setDaemon(true);
        return thread;
    }
}
