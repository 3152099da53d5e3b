package dev.caravan.compile;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects every problem of a pass, each once, so that they are told together. Safe to use from many threads. */
final class Problems {
    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::place).thenComparing(Problem::what).thenComparing(Problem::remedy);

    private final Set<Problem> found = new LinkedHashSet<>();

    synchronized void add(Place place, String what, String remedy) {
        found.add(Problem.at(place, what, remedy));
    }

    synchronized boolean areNone() {
        return found.isEmpty();
    }

    synchronized void throwIfAny() {
        if (!found.isEmpty()) {
            throw new CaravanException(found.stream().sorted(ORDER).toList());
        }
    }
}
