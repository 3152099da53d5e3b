package dev.caravan.cluster;

/** Whether the data outlives its warehouse. */
public enum Ending {
    SNAPSHOT,
    NO_SNAPSHOT
}
