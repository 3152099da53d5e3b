package dev.caravan.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * What breaks in a row of runs, all of it drawn from one number: the same seed gives the same schedule. Threads run as they
 * like, so that the n-th statement of a run is not the same one each time.
 *
 * @param runs faults of each run; a run may have none
 */
record FaultSchedule(long seed, List<List<Fault>> runs) {
    private static final int MOST_RUNS = 3;
    private static final int MOST_FAULTS_A_RUN = 3;
    /** One of so many runs is a process of its own: it costs seconds. */
    private static final int RUNS_A_PROCESS = 24;

    FaultSchedule {
        runs = runs.stream().map(List::copyOf).toList();
    }

    /** @param possible kinds to draw from; order does not matter */
    static FaultSchedule draw(long seed, Set<FaultKind> possible) {
        Random random = new Random(seed);
        List<FaultKind> kinds = new ArrayList<>(new TreeSet<>(possible));
        kinds.remove(FaultKind.PROCESS_KILLED);
        List<List<Fault>> runs = new ArrayList<>();
        int count = 1 + random.nextInt(MOST_RUNS);
        for (int run = 0; run < count; run++) {
            if (random.nextInt(RUNS_A_PROCESS) == 0 && possible.contains(FaultKind.PROCESS_KILLED)) {
                runs.add(List.of(fault(FaultKind.PROCESS_KILLED, random)));
                continue;
            }
            List<Fault> faults = new ArrayList<>();
            int number = 1 + random.nextInt(MOST_FAULTS_A_RUN);
            for (int i = 0; i < number; i++) {
                faults.add(fault(kinds.get(random.nextInt(kinds.size())), random));
            }
            runs.add(faults);
        }
        return new FaultSchedule(seed, runs);
    }

    private static Fault fault(FaultKind kind, Random random) {
        return new Fault(kind, 1 + random.nextInt(kind.point().usual()));
    }

    boolean hasProcess(int run) {
        return runs.get(run).stream().anyMatch(fault -> fault.kind() == FaultKind.PROCESS_KILLED);
    }
}
