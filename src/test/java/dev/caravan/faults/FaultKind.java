package dev.caravan.faults;

/** What breaks. Which of them a warehouse can be made to suffer, its {@link Arena} says. */
enum FaultKind {
    API_ANSWERS_503(Point.API_REQUEST),
    API_ANSWERS_GARBAGE(Point.API_REQUEST),
    API_BREAKS_OFF(Point.API_REQUEST),
    API_HANGS_UP(Point.API_REQUEST),

    S3_ANSWERS_500(Point.S3_REQUEST),
    S3_ANSWERS_503(Point.S3_REQUEST),
    S3_IS_SLOW(Point.S3_REQUEST),
    S3_BREAKS_OFF(Point.S3_REQUEST),
    S3_HANGS_UP(Point.S3_REQUEST),
    /** The object is written, and the writer does not hear of it. */
    S3_ANSWER_IS_LOST(Point.S3_REQUEST),

    /** The disk stays full until the run ends. */
    DISK_IS_FULL_WHILE_POLLING(Point.API_REQUEST),
    DISK_IS_FULL_WHILE_WORKING(Point.STATEMENT),

    STATEMENT_FAILS(Point.STATEMENT),
    STATEMENT_IS_CANCELLED(Point.STATEMENT),
    /** Another transaction was faster, and the server takes this one back. */
    STATEMENT_MEETS_A_CONFLICT(Point.STATEMENT),
    CONNECTION_LOST_BEFORE_STATEMENT(Point.STATEMENT),
    CONNECTION_LOST_DURING_STATEMENT(Point.STATEMENT),
    COPY_BREAKS_OFF(Point.COPY),
    /** The batch stands in its raw table, and the ledger does not know it. */
    LEDGER_FAILS(Point.LEDGER_INSERT),
    COMMIT_IS_LOST(Point.COMMIT),
    COMMIT_STANDS_UNANSWERED(Point.COMMIT),
    LOAD_COMMIT_IS_LOST(Point.LOAD_COMMIT),
    LOAD_COMMIT_STANDS_UNANSWERED(Point.LOAD_COMMIT),
    /** The client has long asked again when the commit reaches the server, and the commit stands. */
    LOAD_COMMIT_ARRIVES_LATE(Point.LOAD_COMMIT),

    /** As a kill leaves the world, without the cost of a process: nothing that this process does arrives any more. */
    KILLED_WHILE_POLLING(Point.API_REQUEST),
    KILLED_WHILE_WORKING(Point.STATEMENT),
    KILLED_WHILE_LANDING(Point.S3_REQUEST),
    KILLED_BEFORE_LEDGER(Point.LEDGER_INSERT),
    KILLED_BEFORE_COMMIT(Point.COMMIT),
    KILLED_BEFORE_LOAD_COMMIT(Point.LOAD_COMMIT),

    /** A process of its own, and SIGKILL. */
    PROCESS_KILLED(Point.TENTH_OF_A_SECOND);

    private final Point point;

    FaultKind(Point point) {
        this.point = point;
    }

    Point point() {
        return point;
    }

    boolean isKill() {
        return name().startsWith("KILLED");
    }

    boolean isOfDisk() {
        return name().startsWith("DISK");
    }
}
