package dev.caravan.faults;

import java.util.Locale;

/** One thing that breaks at the n-th moment of its kind. */
record Fault(FaultKind kind, int at) {
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " #" + at;
    }
}
