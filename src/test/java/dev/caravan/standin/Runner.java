package dev.caravan.standin;

import dev.caravan.standin.Faults.Fault;
import dev.caravan.standin.Plan.Done;
import dev.caravan.standin.Plan.Passed;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs the plans of one session, lets faults strike, and writes the history. */
final class Runner {
    private final int session;
    private final Backend backend;
    private final Relay relay;
    private final Cluster cluster;
    private final AtomicBoolean cancelled;

    /** Statements on their way in the extended protocol, whose end the next Sync tells. */
    private final List<Started> pending = new ArrayList<>();

    private String label = "default";

    private record Started(long id, String sql, Instant at) {}

    Runner(int session, Backend backend, Relay relay, Cluster cluster, AtomicBoolean cancelled) {
        this.session = session;
        this.backend = backend;
        this.relay = relay;
        this.cluster = cluster;
        this.cancelled = cancelled;
    }

    /** Runs a plan that came in the simple protocol; false where it failed. */
    boolean simple(Plan plan) throws IOException {
        if (plan instanceof Done done) {
            return done(done);
        }
        Started started = start(plan);
        Optional<Fault> fault = strikeBefore(plan);
        if (refusedBy(fault)) {
            failTransaction();
            return refuse(started, fault.get().refusal().get());
        }
        backend.send(Message.of('Q', ((Passed) plan).translated()));
        backend.flush();
        dropDuring(fault);
        boolean good = relay.relayUntilReady();
        dropAfter(fault);
        end(started);
        return good;
    }

    /** Runs a portal of PostgreSQL; false where it is known to have failed already. */
    boolean extended(Passed plan, Message message) throws IOException {
        Optional<Fault> fault = strikeBefore(plan);
        Started started = start(plan);
        if (refusedBy(fault)) {
            if (relay.drain()) {
                relay.failQuietly();
                refuse(started, fault.get().refusal().get());
            }
            return false;
        }
        relay.forward(message, "CIs");
        pending.add(started);
        if (fault.isPresent()) {
            backend.flush();
            dropDuring(fault);
            relay.drain();
            if (fault.get().kind() == Faults.Kind.DROP_AFTER) {
                backend.send(new Message('S', new byte[0]));
                backend.flush();
                relay.relayUntilReady();
            }
            dropAfter(fault);
        }
        return true;
    }

    /** Does a statement of the stand-in's own; outside a transaction it gets one. False where it failed. */
    boolean done(Done plan) throws IOException {
        Started started = start(plan);
        Optional<Fault> fault = strikeBefore(plan);
        backend.probe();
        if (backend.status() == 'E') {
            return refuse(started, Refusal.aborted());
        }
        boolean own = backend.status() == 'I' && plan.inTransaction();
        Work work = new Work(backend, cluster, notice -> relay.toClient(Refusal.info(notice)), cancelled);
        try {
            if (refusedBy(fault)) {
                throw fault.get().refusal().get();
            }
            if (own) {
                backend.query("begin");
            }
            String tag = plan.step().run(work);
            dropDuring(fault);
            if (own) {
                backend.query("commit");
            }
            dropAfter(fault);
            relay.toClient(Message.commandComplete(tag));
            end(started);
            return true;
        } catch (Refusal refusal) {
            if (own && backend.status() != 'I') {
                backend.query("rollback");
            } else {
                failTransaction();
            }
            return refuse(started, Failures.asRedshiftSays(refusal));
        }
    }

    /** An open transaction is made to fail; outside one nothing happens. */
    void failTransaction() throws IOException {
        if (backend.status() != 'T') {
            return;
        }
        try {
            backend.query("refused");
        } catch (Refusal asWanted) {
            // the transaction has failed now
        }
    }

    void refuse(String sql, Refusal refusal) {
        refuse(new Started(cluster.history().nextId(), sql, Instant.now()), refusal);
    }

    /** After a Sync: everything that was on its way has ended, the last of it perhaps in an error. */
    void finishPending() {
        pending.forEach(this::end);
        pending.clear();
    }

    private boolean refuse(Started started, Refusal refusal) {
        relay.refuse(refusal);
        record(started, refusal.getMessage());
        return false;
    }

    private Started start(Plan plan) throws IOException {
        Sql sql = Sql.of(plan.original());
        if (sql.starts("set", "query_group") || sql.starts("reset", "query_group")) {
            label = sql.size() > 3 && sql.verb().equals("set")
                    ? (sql.at(3).kind() == Token.Kind.TEXT
                            ? sql.at(3).content()
                            : sql.at(3).name())
                    : "default";
        }
        if (SystemTables.readsHistory(sql)) {
            cluster.systemTables().write(cluster.history().unwritten());
        }
        return new Started(cluster.history().nextId(), plan.original(), Instant.now());
    }

    private void end(Started started) {
        Refusal failure = relay.takeFailure();
        record(started, failure == null ? "" : failure.getMessage());
    }

    private void record(Started started, String failure) {
        cluster.history()
                .add(new History.Entry(
                        started.id(), session, label, started.sql(), started.at(), Instant.now(), failure));
    }

    private Optional<Fault> strikeBefore(Plan plan) throws IOException {
        Optional<Fault> fault = cluster.faults().strike(plan.original());
        if (fault.isPresent()) {
            Fault planned = fault.get();
            if (planned.kind() == Faults.Kind.DROP_BEFORE) {
                throw new Session.ConnectionDropped();
            }
            if (planned.kind() == Faults.Kind.DELAY) {
                sleep(planned.delay().toMillis());
            }
        }
        return fault;
    }

    private static boolean refusedBy(Optional<Fault> fault) {
        return fault.isPresent() && fault.get().kind() == Faults.Kind.FAIL;
    }

    private static void dropDuring(Optional<Fault> fault) {
        if (fault.isPresent() && fault.get().kind() == Faults.Kind.DROP_DURING) {
            throw new Session.ConnectionDropped();
        }
    }

    private static void dropAfter(Optional<Fault> fault) {
        if (fault.isPresent() && fault.get().kind() == Faults.Kind.DROP_AFTER) {
            throw new Session.ConnectionDropped();
        }
    }

    private static void sleep(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a planned delay lasted", interrupted);
        }
    }
}
