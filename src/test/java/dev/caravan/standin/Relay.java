package dev.caravan.standin;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Hands messages between client and PostgreSQL and knows which answers are still to come. */
final class Relay {
    private final Backend backend;
    private final DataOutputStream out;

    /** For each message on its way, the types of answer that end it. */
    private final Deque<String> awaited = new ArrayDeque<>();

    private Refusal lastFailure;

    Relay(Backend backend, DataOutputStream out) {
        this.backend = backend;
        this.out = out;
    }

    void toClient(Message message) {
        try {
            message.writeTo(out);
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    void forward(Message message, String endedBy) throws IOException {
        backend.send(message);
        awaited.add(endedBy);
    }

    /** Waits until all that was forwarded is answered; false where one of them failed. */
    boolean drain() throws IOException {
        if (awaited.isEmpty()) {
            backend.flush();
            return true;
        }
        backend.send(new Message('H', new byte[0]));
        backend.flush();
        while (!awaited.isEmpty()) {
            Message message = backend.read();
            hand(message);
            if (message.type() == 'E') {
                awaited.clear();
                return false;
            }
            if (awaited.peek().indexOf(message.type()) >= 0) {
                awaited.remove();
            }
        }
        return true;
    }

    void sync(Message message) throws IOException {
        backend.send(message);
        backend.flush();
        relayUntilReady();
        toClient(Message.readyForQuery(backend.status()));
        awaited.clear();
    }

    /** Hands on everything up to, and not with, the next ReadyForQuery; false where there was an error. */
    boolean relayUntilReady() throws IOException {
        boolean good = true;
        for (Message message = backend.read(); message.type() != 'Z'; message = backend.read()) {
            good &= message.type() != 'E';
            hand(message);
        }
        return good;
    }

    /** Makes PostgreSQL skip to the next Sync, as it does after an error of its own. */
    void failQuietly() throws IOException {
        backend.send(Message.of('P', "", "refused", (short) 0));
        backend.send(new Message('H', new byte[0]));
        backend.flush();
        for (Message message = backend.read(); message.type() != 'E'; message = backend.read()) {}
    }

    /** The last error that went to the client since this was asked, or null. */
    Refusal takeFailure() {
        Refusal failure = lastFailure;
        lastFailure = null;
        return failure;
    }

    void refuse(Refusal refusal) {
        refusal.notices().forEach(notice -> toClient(Refusal.info(notice)));
        toClient(refusal.message());
    }

    private void hand(Message message) {
        if (message.type() == 'E') {
            lastFailure = Failures.asRedshiftSays(Refusal.parse(message));
            toClient(lastFailure.message());
        } else if (message.type() == 'S') {
            Startup.parameter(message).ifPresent(this::toClient);
        } else {
            toClient(message);
        }
    }
}
