package dev.caravan.compile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a measure makes one value of many. Null counts nowhere. */
public enum Aggregation {
    SUM,
    AVG,
    MIN,
    MAX,
    /** Rows, or values of a column. */
    COUNT,
    COUNT_DISTINCT;

    static Optional<Aggregation> ofWord(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Aggregation::word).toList();
    }

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Only numbers can be added. */
    public boolean needsNumber() {
        return this == SUM || this == AVG;
    }
}
