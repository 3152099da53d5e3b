package dev.caravan.faults;

/** Moments of a run that are counted, so that a fault can strike at the n-th of them. */
enum Point {
    API_REQUEST(13),
    S3_REQUEST(55),
    STATEMENT(200),
    COMMIT(130),
    COPY(6),
    LEDGER_INSERT(6),
    /** The commit of a transaction that wrote the ledger. */
    LOAD_COMMIT(6),
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
