package dev.caravan.compile;

import static java.util.Objects.requireNonNull;

import dev.caravan.sql.Dialect;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What templates may know of the environment.
 *
 * @param targetName the environment's name: {@code target.name}
 * @param variables what {@code var} gives
 * @param processEnvironment what {@code env_var} gives
 * @param longestRendering after which a template is taken for one that never ends
 * @param backfill the batches that incremental models take again, in place of new ones
 */
public record CompileSettings(
        Dialect dialect,
        String targetName,
        SortedMap<String, String> variables,
        SortedMap<String, String> processEnvironment,
        Duration longestRendering,
        Optional<BatchRange> backfill) {
    public CompileSettings {
        requireNonNull(backfill, "backfill is null");
        requireNonNull(dialect, "dialect is null");
        requireNonNull(targetName, "targetName is null");
        requireNonNull(longestRendering, "longestRendering is null");
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
        processEnvironment = Collections.unmodifiableSortedMap(new TreeMap<>(processEnvironment));
    }

    public CompileSettings(
            Dialect dialect, String targetName, Map<String, String> variables, Map<String, String> processEnvironment) {
        this(
                dialect,
                targetName,
                new TreeMap<>(variables),
                new TreeMap<>(processEnvironment),
                RenderLimits.LONGEST,
                Optional.empty());
    }

    /** So that models are told to take the batches of a range again. */
    public CompileSettings withBackfill(BatchRange range) {
        return new CompileSettings(
                dialect, targetName, variables, processEnvironment, longestRendering, Optional.of(range));
    }

    /** The process environment holds secrets. */
    @Override
    public String toString() {
        return "CompileSettings[" + dialect.name() + ", " + targetName + "]";
    }
}
