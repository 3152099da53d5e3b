package dev.caravan.run;

import dev.caravan.compile.DataTest;
import dev.caravan.compile.Node;

/**
 * What a run does with the nodes that it is given.
 *
 * @param models whether models are built; else tests alone are run
 * @param fullRefresh whether incremental models are filled from the beginning
 */
public record RunOptions(boolean models, boolean fullRefresh) {
    public static RunOptions build(boolean fullRefresh) {
        return new RunOptions(true, fullRefresh);
    }

    public static RunOptions testsAlone() {
        return new RunOptions(false, false);
    }

    boolean leavesOut(Node node) {
        return !models && !(node instanceof DataTest);
    }
}
