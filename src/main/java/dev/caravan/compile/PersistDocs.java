package dev.caravan.compile;

/** Which descriptions of a model become comments in the warehouse; dbt's word. */
public record PersistDocs(boolean relation, boolean columns) {
    static final PersistDocs ALL = new PersistDocs(true, true);
}
