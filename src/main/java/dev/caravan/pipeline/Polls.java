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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Polls datasets side by side and loads what each landed at once, so that a dataset whose route asks the warehouse about
 * another is polled when that other is loaded. A dataset that fails holds up only those after it.
 */
final class Polls {
    private final Supplier<Extraction> extraction;
    private final Load load;
    private final Clock clock;
    private final Progress progress;

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
        ExecutorService threads = Executors.newFixedThreadPool(datasets.size(), Polls::thread);
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
            return feeds.values().stream().flatMap(feed -> join(feed).stream()).toList();
        } finally {
            threads.shutdown();
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
        progress.began(Step.EXTRACT, dataset);
        Instant start = clock.instant();
        try {
            Extracted extracted = extraction.get().extract(dataset);
            long rows =
                    extracted.batches().stream().mapToLong(Batch::rowsLanded).sum();
            return end(StepResult.done(Step.EXTRACT, dataset, rows, since(start), extracted.warnings()));
        } catch (CaravanException e) {
            return end(StepResult.failed(Step.EXTRACT, dataset, since(start), e.problems()));
        }
    }

    /** Loads one dataset; one result for all its batches, none where there is nothing to load. */
    List<StepResult> load(String dataset) {
        progress.began(Step.LOAD, dataset);
        Instant start = clock.instant();
        try {
            List<Loaded> loaded = load.load(dataset);
            long rows = loaded.stream().mapToLong(Loaded::rows).sum();
            return List.of(end(StepResult.done(Step.LOAD, dataset, rows, since(start), List.of())));
        } catch (CaravanException e) {
            return List.of(end(StepResult.failed(Step.LOAD, dataset, since(start), e.problems())));
        }
    }

    private StepResult end(StepResult result) {
        progress.ended(result);
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

    private static List<StepResult> join(CompletableFuture<List<StepResult>> feed) {
        try {
            return feed.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "poll");
        thread.setDaemon(true);
        return thread;
    }
}
