package dev.caravan.faults;

import java.util.List;

/**
 * What one schedule led to: a line of the table.
 *
 * @param landing {@code s3} or {@code folder}
 * @param fired what struck, a text a run
 * @param complaints what is not as it should be, empty where all is well
 */
record Outcome(
        long seed,
        String landing,
        List<String> fired,
        long runsFailed,
        long rowsLanded,
        long rowsLoaded,
        long rowsRaw,
        long rowsDistinct,
        boolean starIsEqual,
        long millis,
        List<String> complaints) {
    private static final String FORMAT = "%20s  %-6s  %5s  %7s  %7s  %7s  %8s  %-5s  %6s  %s";

    Outcome {
        fired = List.copyOf(fired);
        complaints = List.copyOf(complaints);
    }

    static String header() {
        return FORMAT.formatted(
                "seed", "landng", "fails", "landed", "loaded", "raw", "distinct", "star", "ms", "faults that struck");
    }

    String line() {
        return FORMAT.formatted(
                seed,
                landing,
                runsFailed + "/" + fired.size(),
                rowsLanded,
                rowsLoaded,
                rowsRaw,
                rowsDistinct,
                starIsEqual ? "equal" : "APART",
                millis,
                String.join(" | ", fired));
    }
}
