package dev.caravan.compile;

/** How an incremental model changes its table. */
public enum Strategy {
    APPEND("append"),
    MERGE("merge"),
    DELETE_INSERT("delete+insert");

    private final String word;

    Strategy(String word) {
        this.word = word;
    }

    /** As models write it, and as a warehouse lists what it can do. */
    public String word() {
        return word;
    }
}
