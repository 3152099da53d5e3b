package dev.caravan.warehouse;

import dev.caravan.warehouse.TransactionLostException.Outcome;

/** When work in a transaction is done again from its start, after a {@link TransactionLostException}. */
public enum Repeat {
    /** For work that has effects besides the transaction's. */
    NEVER,
    /** For work whose changes would be doubled if the lost transaction stood after all, such as a plain insert. */
    IF_ROLLED_BACK,
    /** For work that finds out itself what stands already, or that comes to the same however often it is done. */
    ALSO_IF_UNKNOWN;

    boolean covers(Outcome outcome) {
        return switch (this) {
            case NEVER -> false;
            case IF_ROLLED_BACK -> outcome == Outcome.ROLLED_BACK;
            case ALSO_IF_UNKNOWN -> true;
        };
    }
}
