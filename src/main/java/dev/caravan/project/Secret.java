package dev.caravan.project;

import static java.util.Objects.requireNonNull;

/** A value that nobody may read by accident: its text form is {@code ***}. */
public record Secret(String value) {
    static final String MASK = "***";

    public Secret {
        requireNonNull(value, "value is null");
    }

    @Override
    public String toString() {
        return MASK;
    }
}
