package dev.caravan.warehouse;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;

/** A transaction that did not go through for no fault of its statements: a conflict with another one, or a lost connection. */
public final class TransactionLostException extends CaravanException {
    private final Outcome outcome;

    /** What became of the transaction's changes. */
    public enum Outcome {
        /** None of them stands. */
        ROLLED_BACK,
        /** The connection broke while the commit was under way: all of them stand, or none. */
        UNKNOWN
    }

    TransactionLostException(Outcome outcome, Problem problem, Throwable cause) {
        super(problem, cause);
        this.outcome = outcome;
    }

    public Outcome outcome() {
        return outcome;
    }
}
