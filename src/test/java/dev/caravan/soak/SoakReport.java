package dev.caravan.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What came out of a soak.
 *
 * @param exitCode of the process that was stopped at the end
 * @param vitals in the order of time
 * @param growth lines for a person
 */
record SoakReport(
        int exitCode, Reconciliation reconciliation, RunTimes runTimes, List<Vitals> vitals, List<String> growth) {
    private static final double HEAP_MAY_GROW_MEGABYTES = 4;
    private static final int FILES_MAY_GROW = 8;

    SoakReport {
        vitals = List.copyOf(vitals);
        growth = List.copyOf(growth);
    }

    /** What must not be; empty where the soak is passed. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>(reconciliation.complaints());
        if (exitCode != 0) {
            complaints.add("stopped with exit code " + exitCode);
        }
        for (Life life : lives()) {
            if (life.heapGrowthMegabytes() > HEAP_MAY_GROW_MEGABYTES) {
                complaints.add("the heap grows: " + life);
            }
            if (life.fileGrowth() > FILES_MAY_GROW) {
                complaints.add("files stay open: " + life);
            }
        }
        return complaints;
    }

    private List<Life> lives() {
        return new TreeSet<>(vitals.stream().map(Vitals::life).toList())
                .stream()
                        .map(number -> vitals.stream()
                                .filter(one -> one.life() == number)
                                .toList())
                        .filter(samples -> samples.size() >= Life.FEWEST_SAMPLES)
                        .map(Life::new)
                        .toList();
    }

    void print() {
        reconciliation.figures().forEach(System.out::println);
        runTimes.lines().forEach(System.out::println);
        growth.forEach(System.out::println);
        System.out.println(Vitals.HEADER);
        vitals.forEach(System.out::println);
        lives().forEach(System.out::println);
        System.out.println(complaints().isEmpty() ? "passed" : "FAILED\n" + String.join("\n", complaints()));
    }
}
