package dev.caravan.sql;

import java.util.List;
import java.util.Locale;

/** The parts of a date that {@link Dialect} counts in, shortest first. */
public final class DateParts {
    private static final List<String> ALL =
            List.of("second", "minute", "hour", "day", "week", "month", "quarter", "year");

    private DateParts() {}

    /**
     * The part in lower case.
     *
     * @throws IllegalArgumentException for what is none
     */
    public static String checked(String part) {
        String lower = part.toLowerCase(Locale.ROOT);
        if (!ALL.contains(lower)) {
            throw new IllegalArgumentException(
                    "no part of a date: \"" + part + "\"; these are: " + String.join(", ", ALL));
        }
        return lower;
    }
}
