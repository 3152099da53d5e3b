package dev.caravan.compile;

import static java.util.Objects.requireNonNull;

import dev.caravan.sql.Dialect;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What templates may know of the environment.
 *
 * @param targetName the environment's name: {@code target.name}
 * @param variables what {@code var} gives
 * @param processEnvironment what {@code env_var} gives
 * @param longestRendering after which a template is taken for one that never ends
 */
public record CompileSettings(
        Dialect dialect,
        String targetName,
        SortedMap<String, String> variables,
        SortedMap<String, String> processEnvironment,
        Duration longestRendering) {
    public CompileSettings {
        requireNonNull(dialect, "dialect is null");
        requireNonNull(targetName, "targetName is null");
        requireNonNull(longestRendering, "longestRendering is null");
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
        processEnvironment = Collections.unmodifiableSortedMap(new TreeMap<>(processEnvironment));
    }

    public CompileSettings(
            Dialect dialect, String targetName, Map<String, String> variables, Map<String, String> processEnvironment) {
        this(dialect, targetName, new TreeMap<>(variables), new TreeMap<>(processEnvironment), RenderLimits.LONGEST);
    }

    /** The process environment holds secrets. */
    @Override
    public String toString() {
        return "CompileSettings[" + dialect.name() + ", " + targetName + "]";
    }
}
