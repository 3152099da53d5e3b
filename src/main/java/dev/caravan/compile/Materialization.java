package dev.caravan.compile;

import java.util.Locale;

/** How a model becomes a relation. */
public enum Materialization {
    VIEW,
    TABLE,
    INCREMENTAL,
    /** No relation: it is a common table of the models that refer to it. */
    EPHEMERAL;

    /** Whether rows stand in a table of its own, as they were when it was last built. */
    public boolean keepsRows() {
        return this == TABLE || this == INCREMENTAL;
    }

    /** As models write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
