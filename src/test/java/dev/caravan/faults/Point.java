package dev.caravan.faults;

/** Moments of a run that are counted, so that a fault can strike at the n-th of them. */
enum Point {
    API_REQUEST(9),
    S3_REQUEST(45),
    STATEMENT(130),
    COMMIT(70),
    COPY(5),
    LEDGER_INSERT(5),
    /** The commit of a transaction that wrote the ledger. */
    LOAD_COMMIT(5),
    /** Counted by the clock, in steps of a tenth of a second. */
    TENTH_OF_A_SECOND(32);

    private final int usual;

    Point(int usual) {
        this.usual = usual;
    }

    /** About how many of them a run over the small demo has. */
    int usual() {
        return usual;
    }
}
