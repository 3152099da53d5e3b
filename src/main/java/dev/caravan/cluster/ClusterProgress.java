package dev.caravan.cluster;

import java.time.Duration;

/** What a person may watch while AWS works. */
public interface ClusterProgress {
    /** A step's thing is being made, changed or deleted; {@code action} is the plan's word for it. */
    void began(String action, String thing);

    /** Something takes its time. Told at every look at it. */
    void waits(String thing, String because, Duration waited);

    /** A step's thing is now as it is wished. */
    void reached(String thing, String detail);
}
