package dev.caravan.compile;

/** Which rows of a model its tests read while it is built; {@code caravan test} reads every row. */
public enum TestRows {
    ALL("all"),
    /** Those of batches that were loaded since the test last passed. */
    NEW("new");

    private final String word;

    TestRows(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
