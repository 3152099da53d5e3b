package dev.caravan.pipeline;

/** The steps of a run, in the order in which a row goes through them. */
public enum Step {
    MIGRATE,
    EXTRACT,
    LOAD,
    BUILD,
    TEST
}
