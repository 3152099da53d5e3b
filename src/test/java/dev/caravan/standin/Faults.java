package dev.caravan.standin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** Faults to come: each strikes the first statement that it fits, once. Thread-safe. */
public final class Faults {
    private final ConcurrentLinkedQueue<Fault> planned = new ConcurrentLinkedQueue<>();

    enum Kind {
        DROP_BEFORE,
        DROP_DURING,
        DROP_AFTER,
        FAIL,
        DELAY
    }

    record Fault(Kind kind, Predicate<String> statement, Optional<Refusal> refusal, Duration delay) {}

    /** The connection goes while the statement runs; PostgreSQL rolls the transaction back. */
    public void dropDuring(Predicate<String> statement) {
        plan(Kind.DROP_DURING, statement, Optional.empty(), Duration.ZERO);
    }

    /** The connection goes, and the statement never arrived. */
    public void dropBefore(Predicate<String> statement) {
        plan(Kind.DROP_BEFORE, statement, Optional.empty(), Duration.ZERO);
    }

    /** The connection goes during commit, and the commit never arrived. */
    public void dropBeforeCommit() {
        dropBefore(Faults::isCommit);
    }

    /** The connection goes during commit, and the commit stands: the client cannot tell. */
    public void dropAfterCommit() {
        plan(Kind.DROP_AFTER, Faults::isCommit, Optional.empty(), Duration.ZERO);
    }

    /** The statement stands, but the connection goes before the answer. */
    public void dropAfter(Predicate<String> statement) {
        plan(Kind.DROP_AFTER, statement, Optional.empty(), Duration.ZERO);
    }

    /** Error 1023, serializable isolation violation. */
    public void serializationConflict(Predicate<String> statement) {
        Refusal conflict = Refusal.serializationConflict(
                "Serializable isolation violation on table - 100167, transactions forming the cycle are: 2001, 2002 (pid:1073)");
        plan(Kind.FAIL, statement, Optional.of(conflict), Duration.ZERO);
    }

    public void fail(Predicate<String> statement, String sqlState, String message) {
        plan(Kind.FAIL, statement, Optional.of(Refusal.of(sqlState, message)), Duration.ZERO);
    }

    public void delay(Predicate<String> statement, Duration delay) {
        plan(Kind.DELAY, statement, Optional.empty(), delay);
    }

    /** How many faults have not struck yet. */
    public int left() {
        return planned.size();
    }

    public void clear() {
        planned.clear();
    }

    Optional<Fault> strike(String statement) {
        for (Fault fault : planned) {
            if (fault.statement().test(statement) && planned.remove(fault)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private void plan(Kind kind, Predicate<String> statement, Optional<Refusal> refusal, Duration delay) {
        planned.add(new Fault(kind, statement, refusal, delay));
    }

    private static boolean isCommit(String statement) {
        String verb = Sql.of(statement).verb();
        return verb.equals("commit") || verb.equals("end");
    }
}
