package dev.caravan.standin;

import dev.caravan.standin.Plan.Done;
import dev.caravan.standin.Plan.Passed;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One client's connection after start-up. Messages go by one after the other; a statement that the stand-in does itself
 * waits until PostgreSQL has answered all that went before it.
 */
final class Session {
    private final int id;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Backend backend;
    private final Planner planner;
    private final Relay relay;
    private final Runner runner;
    private final AtomicBoolean cancelled;

    private final Map<String, Plan> statements = new HashMap<>();
    private final Map<String, Plan> portals = new HashMap<>();
    private boolean skipping;

    Session(
            int id,
            DataInputStream in,
            DataOutputStream out,
            Backend backend,
            Cluster cluster,
            AtomicBoolean cancelled) {
        this.id = id;
        this.in = in;
        this.out = out;
        this.backend = backend;
        this.cancelled = cancelled;
        this.planner = new Planner();
        this.relay = new Relay(backend, out);
        this.runner = new Runner(id, backend, relay, cluster, cancelled);
        backend.tellAside(relay::toClient);
    }

    /** Until the client leaves, or a planned fault drops the connection. */
    void run() throws IOException {
        try {
            for (Optional<Message> message = Message.read(in); message.isPresent(); message = Message.read(in)) {
                if (message.get().type() == 'X') {
                    return;
                }
                handle(message.get());
            }
        } catch (ConnectionDropped dropped) {
            // a fault of the test: both ends are closed by the caller
        }
    }

    private void handle(Message message) throws IOException {
        switch (message.type()) {
            case 'Q' -> simpleQuery(Message.text(message.fields()));
            case 'S' -> sync(message);
            case 'P', 'B', 'D', 'E', 'C', 'H' -> {
                if (!skipping) {
                    extended(message);
                }
            }
            case 'd', 'c', 'f' -> {}
            default -> throw new IOException("no message of a client: " + message.type());
        }
    }

    private void simpleQuery(String text) throws IOException {
        cancelled.set(false);
        try {
            List<Sql> split = Sql.split(text);
            for (Sql statement : split) {
                Plan plan = planner.plan(statement, backend.status());
                if (!runner.simple(plan)) {
                    break;
                }
            }
            if (split.isEmpty()) {
                out.writeByte('I');
                out.writeInt(4);
            }
        } catch (Refusal refusal) {
            runner.failTransaction();
            runner.refuse(text, refusal);
        }
        Message.readyForQuery(backend.status()).writeTo(out);
        out.flush();
    }

    private void extended(Message message) throws IOException {
        try {
            switch (message.type()) {
                case 'P' -> parse(message);
                case 'B' -> bind(message);
                case 'D' -> describe(message);
                case 'E' -> execute(message);
                case 'C' -> close(message);
                default -> {
                    skipping = !relay.drain();
                    out.flush();
                }
            }
        } catch (Refusal refusal) {
            refuse(message.type() == 'P' ? parsedText(message) : "", refusal);
        }
    }

    private void parse(Message message) throws IOException {
        ByteBuffer fields = message.fields();
        String name = Message.text(fields);
        String text = Message.text(fields);
        byte[] types = new byte[fields.remaining()];
        fields.get(types);
        List<Sql> split = Sql.split(text);
        if (split.size() > 1) {
            throw Refusal.of("42601", "cannot insert multiple commands into a prepared statement");
        }
        Plan plan = split.isEmpty() ? new Passed(text, "") : planner.plan(split.get(0), backend.status());
        statements.put(name, plan);
        if (plan instanceof Passed passed) {
            relay.forward(Message.of('P', name, passed.translated(), types), "1");
        } else if (drained()) {
            new Message('1', new byte[0]).writeTo(out);
        }
    }

    private void bind(Message message) throws IOException {
        ByteBuffer fields = message.fields();
        String portal = Message.text(fields);
        Plan plan = plan(statements, Message.text(fields));
        portals.put(portal, plan);
        if (plan instanceof Passed) {
            relay.forward(message, "2");
        } else if (drained()) {
            new Message('2', new byte[0]).writeTo(out);
        }
    }

    private void describe(Message message) throws IOException {
        ByteBuffer fields = message.fields();
        boolean ofStatement = fields.get() == 'S';
        Plan plan = plan(ofStatement ? statements : portals, Message.text(fields));
        if (plan instanceof Passed) {
            relay.forward(message, "Tn");
        } else if (drained()) {
            if (ofStatement) {
                Message.of('t', (short) 0).writeTo(out);
            }
            new Message('n', new byte[0]).writeTo(out);
        }
    }

    private void execute(Message message) throws IOException {
        cancelled.set(false);
        Plan plan = plan(portals, Message.text(message.fields()));
        if (plan instanceof Passed passed) {
            skipping = !runner.extended(passed, message);
        } else if (drained()) {
            skipping = !runner.done((Done) plan);
        }
    }

    private void close(Message message) throws IOException {
        ByteBuffer fields = message.fields();
        boolean ofStatement = fields.get() == 'S';
        Plan plan = (ofStatement ? statements : portals).remove(Message.text(fields));
        if (plan == null || plan instanceof Passed) {
            relay.forward(message, "3");
        } else if (drained()) {
            new Message('3', new byte[0]).writeTo(out);
        }
    }

    private void sync(Message message) throws IOException {
        relay.sync(message);
        skipping = false;
        runner.finishPending();
        out.flush();
    }

    /** A statement that is refused fails the transaction, so PostgreSQL is made to fail as well. */
    private void refuse(String text, Refusal refusal) throws IOException {
        if (!drained()) {
            return;
        }
        if (backend.status() == 'E') {
            runner.refuse(text, Refusal.aborted());
        } else {
            relay.failQuietly();
            runner.refuse(text, refusal);
        }
        skipping = true;
    }

    private boolean drained() throws IOException {
        if (!relay.drain()) {
            skipping = true;
        }
        return !skipping;
    }

    private static Plan plan(Map<String, Plan> plans, String name) {
        Plan plan = plans.get(name);
        if (plan == null) {
            throw Refusal.of("26000", "prepared statement or portal \"" + name + "\" does not exist");
        }
        return plan;
    }

    private static String parsedText(Message message) {
        ByteBuffer fields = message.fields();
        Message.text(fields);
        return Message.text(fields);
    }

    /** A planned fault has dropped the connection. */
    static final class ConnectionDropped extends RuntimeException {}
}
