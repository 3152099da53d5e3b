package dev.caravan.compile;

/** How an incremental model is built again for batches that it has taken before. */
public enum Backfill {
    /** Rows that came of the batches are deleted, and the batches read again. */
    BATCHES("batches"),
    /** All rows are replaced, because a row tells of more batches than the one that it names. */
    WHOLE("whole"),
    /** It cannot be. */
    NONE("none");

    private final String word;

    Backfill(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
