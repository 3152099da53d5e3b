package dev.caravan.standin;

import java.time.Instant;

/** One value, or one line, that COPY could not load; a row of {@code stl_load_errors}. */
record LoadError(
        int tableId,
        Instant started,
        int session,
        long query,
        String fileName,
        long line,
        String column,
        String type,
        String length,
        int position,
        int field,
        String rawLine,
        String rawValue,
        Reason reason) {

    /** A code and its text after the vendor's load error reference: "Load error reference". */
    record Reason(int code, String text) {}
}
