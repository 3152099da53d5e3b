package dev.caravan.load;

import static java.util.Objects.requireNonNull;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import java.time.Duration;

/**
 * How batches are found, and how many of them one COPY takes.
 *
 * @param lookback how long before the newest loaded batch a batch may have been opened and still be found
 * @param groupBytes compressed bytes of a group; a batch that is larger is loaded alone
 * @param groupBatches of a group
 */
public record LoadSettings(Duration lookback, long groupBytes, int groupBatches) {
    private static final Duration LOOKBACK = Duration.ofDays(7);
    private static final long GROUP_BYTES = 1L << 30;
    private static final int GROUP_BATCHES = 500;
    private static final String BATCHES = "load.group-batches";

    public LoadSettings {
        requireNonNull(lookback, "lookback is null");
        if (groupBatches < 1) {
            throw new IllegalArgumentException("groupBatches is below one: " + groupBatches);
        }
    }

    public static LoadSettings of(Environment environment) {
        return new LoadSettings(
                environment.duration("load.lookback", LOOKBACK),
                environment.sizeBytes("load.group-size", GROUP_BYTES),
                groupBatches(environment));
    }

    /** The same, for a look through another stretch of the landing. */
    public LoadSettings lookingBack(Duration other) {
        return new LoadSettings(other, groupBytes, groupBatches);
    }

    private static int groupBatches(Environment environment) {
        int batches = environment.integer(BATCHES, GROUP_BATCHES);
        if (batches < 1) {
            throw new CaravanException(environment.problem(
                    BATCHES, "is \"" + batches + "\"", "Give 1 or more; 1 loads each batch by itself."));
        }
        return batches;
    }
}
