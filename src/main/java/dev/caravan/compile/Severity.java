package dev.caravan.compile;

import java.util.Locale;

/** What a failing test means: an error keeps what depends on the tested model from running, a warning is only told. */
public enum Severity {
    ERROR,
    WARN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
