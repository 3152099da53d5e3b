package dev.caravan.cluster;

/**
 * One thing that a warehouse in AWS needs. Each method is one request or a few, asks AWS rather than a memory, and may be
 * called again after it was cut off at any point.
 */
interface Step {
    /** What a person calls it, such as {@code IAM role caravan-redshift}. */
    String name();

    State state();

    /** What would keep it from becoming as wished; asked of all steps before anything is made. */
    default void check(State state) {}

    /** Makes it; content where somebody was faster. */
    void create();

    /** Brings a thing that {@link State.Kind#DIFFERS} one step nearer to what is wished. */
    void change();

    /** Deletes it; content where it is gone. */
    void delete();

    /** What is left to do once it is gone; called again by every later stop. */
    default void afterDeletion() {}

    /** Whether it is a part of an earlier step's thing, and goes when that goes. */
    default boolean isPart() {
        return false;
    }
}
