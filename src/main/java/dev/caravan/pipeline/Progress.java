package dev.caravan.pipeline;

/** Hears of a command while it goes on, from several threads at once; must return fast. */
public interface Progress {

    /** Progress that nobody follows. */
    Progress SILENT = new Progress() {};

    default void began(Step step, String name) {}

    default void ended(StepResult result) {}
}
