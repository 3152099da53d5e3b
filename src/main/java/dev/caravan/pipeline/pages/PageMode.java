package dev.caravan.pipeline.pages;

/** How a page is come by, which says what it can do. */
public enum PageMode {
    /** Served by a process that has the warehouse open. */
    LIVE,
    /** Opened from an exported folder. */
    STATIC
}
