package dev.caravan.docs.catalog;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A node in the list of all.
 *
 * @param columns how many
 * @param tests how those that are declared for it ended
 */
public record NodeSummary(@JsonUnwrapped NodeHead head, int columns, TestCounts tests) {
    public NodeSummary {
        requireNonNull(head, "head is null");
        requireNonNull(tests, "tests is null");
    }
}
