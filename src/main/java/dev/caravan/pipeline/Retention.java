package dev.caravan.pipeline;

import dev.caravan.landing.BatchWriter;
import dev.caravan.landing.Landing;
import dev.caravan.load.Ledger;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import dev.caravan.project.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes batches from the landing that are loaded. The ledger alone says which these are, so that nothing is deleted that
 * it does not know; it notes them when they are gone. A process that is killed in between has deleted files of batches that
 * the ledger has without a note, and the next one begins with those.
 */
final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    /** Batches that are deleted between two notes. */
    private static final int GROUP = 100;
    /** No download takes as long. */
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final Ledger ledger;
    private final Landing landing;
    private final RetentionRule rule;
    private final Clock clock;

    Retention(Ledger ledger, Landing landing, RetentionRule rule, Clock clock) {
        this.ledger = ledger;
        this.landing = landing;
        this.rule = rule;
        this.clock = clock;
    }

    /** @param datasets none means every one */
    List<Pruned> plan(List<String> datasets) {
        List<Pruned> all = new ArrayList<>();
        mayGo(datasets).forEach((dataset, batches) -> all.add(pruned(dataset, batches)));
        return all;
    }

    /** @param between is called between groups, and may throw to stop */
    List<Pruned> prune(List<String> datasets, Runnable between) {
        List<Pruned> all = new ArrayList<>();
        mayGo(datasets).forEach((dataset, batches) -> {
            for (int from = 0; from < batches.size(); from += GROUP) {
                between.run();
                List<Ledger.Kept> group = batches.subList(from, Math.min(batches.size(), from + GROUP));
                landing.delete(dataset, group.stream().map(Ledger.Kept::id).toList());
                ledger.prune(group.stream().map(Ledger.Kept::id).toList(), clock.instant());
            }
            log.info(
                    "pruned {}: {} batches up to {}",
                    dataset,
                    batches.size(),
                    last(batches).id());
            all.add(pruned(dataset, batches));
        });
        return all;
    }

    /** Removes what killed processes left among the artifacts: batches half written, and downloads. */
    void tidy(Project project) {
        BatchWriter.removeLeftBehind(project.target().resolve("spool"));
        Path downloads = project.target().resolve("downloads");
        if (!Files.isDirectory(downloads)) {
            return;
        }
        Instant before = clock.instant().minus(LEFT_BEHIND);
        try (Stream<Path> files = Files.list(downloads)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            log.warn("{} cannot be emptied of what killed processes left: {}", downloads, e.getMessage());
        }
    }

    private SortedMap<String, List<Ledger.Kept>> mayGo(List<String> datasets) {
        SortedMap<String, List<Ledger.Kept>> known = new TreeMap<>();
        ledger.kept().forEach(batch -> known.computeIfAbsent(batch.dataset(), name -> new ArrayList<>())
                .add(batch));
        check(datasets, ledger.datasets());
        SortedMap<String, List<Ledger.Kept>> go = new TreeMap<>();
        for (Map.Entry<String, List<Ledger.Kept>> entry : known.entrySet()) {
            List<Ledger.Kept> batches = rule.mayGo(entry.getValue(), clock.instant());
            if (!batches.isEmpty() && (datasets.isEmpty() || datasets.contains(entry.getKey()))) {
                go.put(entry.getKey(), batches);
            }
        }
        return go;
    }

    private static void check(List<String> datasets, List<String> known) {
        List<Problem> unknown = new TreeSet<>(datasets)
                .stream()
                        .filter(name -> !known.contains(name))
                        .map(name -> Problem.at(
                                "prune",
                                "no batch of a dataset \"" + name + "\" is loaded",
                                Suggestion.didYouMean(
                                        name,
                                        known,
                                        known.isEmpty()
                                                ? "Nothing is loaded yet: run caravan load."
                                                : "There are " + String.join(", ", known) + ".")))
                        .toList();
        if (!unknown.isEmpty()) {
            throw new CaravanException(unknown);
        }
    }

    private static Pruned pruned(String dataset, List<Ledger.Kept> batches) {
        return new Pruned(
                dataset,
                batches.size(),
                batches.stream().mapToLong(Ledger.Kept::sizeBytes).sum(),
                batches.get(0).id().openedAt(),
                last(batches).id().openedAt());
    }

    private static Ledger.Kept last(List<Ledger.Kept> batches) {
        return batches.get(batches.size() - 1);
    }
}
