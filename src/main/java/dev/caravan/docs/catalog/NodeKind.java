package dev.caravan.docs.catalog;

/** What a node of the pages is. */
public enum NodeKind {
    /** A place outside from which a source's rows come: an address of an API, files. Only pages know it. */
    ENDPOINT,
    SOURCE,
    MODEL,
    TEST,
    ANALYSIS
}
