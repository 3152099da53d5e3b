package dev.caravan.project;

import static java.util.Objects.requireNonNull;

/**
 * Something that is wrong, told so that a person can mend it.
 *
 * @param what a clause in lower case without a full stop, the offending value in quotes
 * @param remedy what to do, as whole sentences; may span lines; empty where {@code what} says it all
 */
public record Problem(Place place, String what, String remedy) implements Comparable<Problem> {
    public Problem {
        requireNonNull(place, "place is null");
        requireNonNull(what, "what is null");
        requireNonNull(remedy, "remedy is null");
    }

    public static Problem at(Place place, String what, String remedy) {
        return new Problem(place, what, remedy);
    }

    public static Problem at(String place, String what, String remedy) {
        return new Problem(Place.of(place), what, remedy);
    }

    @Override
    public int compareTo(Problem other) {
        return place.compareTo(other.place);
    }

    /** The form of the terminal: {@code place: what}, then the remedy, indented by four spaces. */
    @Override
    public String toString() {
        String headline = place + ": " + what;
        return remedy.isEmpty() ? headline : headline + "\n" + remedy.indent(4).stripTrailing();
    }
}
