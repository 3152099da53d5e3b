package dev.caravan.telemetry;

import dev.caravan.project.Environment;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How long a dataset may go without a new batch: {@code notify.stale-after}, and {@code notify.stale-after.DATASET}. */
final class StaleAfter {
    private static final String KEY = "notify.stale-after";
    private static final String NEVER = "never";

    private final Optional<Duration> all;
    private final Map<String, Optional<Duration>> byDataset = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();
    private final String text;

    StaleAfter(Environment environment) {
        all = duration(environment, KEY);
        text = environment.text(KEY, NEVER);
        environment.below(KEY + ".").forEach((dataset, value) -> {
            byDataset.put(dataset, duration(environment, KEY + "." + dataset));
            texts.put(dataset, value);
        });
    }

    boolean isWanted() {
        return all.isPresent() || byDataset.values().stream().anyMatch(Optional::isPresent);
    }

    Optional<Duration> of(String dataset) {
        return byDataset.getOrDefault(dataset, all);
    }

    /** The time as its setting has it. */
    String text(String dataset) {
        return texts.getOrDefault(dataset, text);
    }

    private static Optional<Duration> duration(Environment environment, String key) {
        return environment
                .find(key)
                .filter(value -> !value.equals(NEVER))
                .map(value -> environment.duration(key, Duration.ZERO));
    }
}
