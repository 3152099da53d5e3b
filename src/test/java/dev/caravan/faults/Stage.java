package dev.caravan.faults;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What all schedules of a theatre share.
 *
 * @param faults those of the run in hand
 */
record Stage(
        SmallDemo demo,
        FaultyApi api,
        SmallDisk disk,
        AtomicReference<PlannedFaults> faults,
        ExecutorService threads) {}
