package dev.caravan.pipeline;

import static java.util.Objects.requireNonNull;

/**
 * A difference between what a source gives and what its dataset knows: an event, told once a poll. The poll goes on.
 *
 * @param field as the source names it, short and on one line
 * @param told in a sentence's words, with an example value, secrets masked
 */
public record Drift(String dataset, Kind kind, String field, String told) {

    /** What happened to the field. */
    public enum Kind {
        /** It has no column. */
        ADDED,
        /** It was given before, and no record of this poll has it. */
        VANISHED,
        /** Its values are of a kind that was not met before. */
        CHANGED
    }

    public Drift {
        requireNonNull(dataset, "dataset is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(field, "field is null");
        requireNonNull(told, "told is null");
    }

    /** The whole of it for people. */
    public String sentence() {
        return switch (kind) {
            case ADDED -> dataset + " gives a field that has no column: \"" + field + "\", " + told;
            case VANISHED -> dataset + " no longer gives \"" + field + "\": it is in no record of this poll";
            case CHANGED -> "\"" + field + "\" of " + dataset + " was " + told;
        };
    }
}
