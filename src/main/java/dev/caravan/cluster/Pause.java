package dev.caravan.cluster;

import java.time.Duration;

/** Waits: in a process by sleeping, in a test by moving the clock. */
@FunctionalInterface
public interface Pause {
    void pause(Duration duration);
}
