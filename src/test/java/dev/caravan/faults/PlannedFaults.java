package dev.caravan.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The faults of one run: counts its moments and says which fault strikes. Each strikes once. Thread-safe. */
final class PlannedFaults {
    private final List<Fault> planned;
    private final Consumer<FaultKind> disaster;
    private final Map<Point, Integer> counted = new EnumMap<>(Point.class);
    private final List<Fault> fired = new ArrayList<>();
    private boolean killed;

    /** @param disaster what else happens when one of kills or a full disk strikes, before its caller hears of it */
    PlannedFaults(List<Fault> planned, Consumer<FaultKind> disaster) {
        this.planned = new ArrayList<>(planned);
        this.disaster = disaster;
    }

    static PlannedFaults none() {
        return new PlannedFaults(List.of(), kind -> {});
    }

    /** Counts a moment. Not one is counted in a process that is killed. */
    Optional<FaultKind> strike(Point point) {
        Optional<Fault> fault = next(point);
        fault.map(Fault::kind).filter(kind -> kind.isKill() || kind.isOfDisk()).ifPresent(disaster);
        return fault.map(Fault::kind);
    }

    private synchronized Optional<Fault> next(Point point) {
        if (killed) {
            return Optional.empty();
        }
        int count = counted.merge(point, 1, Integer::sum);
        Optional<Fault> fault = planned.stream()
                .filter(one -> one.kind().point() == point && one.at() == count)
                .findFirst();
        fault.ifPresent(one -> {
            planned.remove(one);
            fired.add(one);
            killed = one.kind().isKill();
        });
        return fault;
    }

    /** Whether nothing that the run does may arrive any more. */
    synchronized boolean isKilled() {
        return killed;
    }

    synchronized List<Fault> fired() {
        return List.copyOf(fired);
    }

    synchronized Map<Point, Integer> counted() {
        return new EnumMap<>(counted);
    }
}
