package dev.caravan.cluster;

import static java.util.Objects.requireNonNull;

/**
 * How one step's thing stands, as AWS tells it now.
 *
 * @param detail in AWS's or the step's words, empty where there is nothing to add
 */
record State(Kind kind, String detail) {

    enum Kind {
        ABSENT,
        /** There, ours, and as it is wished. */
        PRESENT,
        /** Under our name, without our tags: never touched. */
        FOREIGN,
        /** On its way to something else by itself. */
        CHANGING,
        /** Ours, and not as it is wished. */
        DIFFERS,
        /** Ours, and beyond what a change could mend. */
        BROKEN
    }

    State {
        requireNonNull(kind, "kind is null");
        requireNonNull(detail, "detail is null");
    }

    static State absent() {
        return new State(Kind.ABSENT, "");
    }

    static State present() {
        return new State(Kind.PRESENT, "");
    }

    static State present(String detail) {
        return new State(Kind.PRESENT, detail);
    }

    static State foreign() {
        return new State(Kind.FOREIGN, "");
    }

    static State changing(String detail) {
        return new State(Kind.CHANGING, detail);
    }

    static State differs(String detail) {
        return new State(Kind.DIFFERS, detail);
    }

    static State broken(String detail) {
        return new State(Kind.BROKEN, detail);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }
}
