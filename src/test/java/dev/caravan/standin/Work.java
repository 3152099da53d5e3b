package dev.caravan.standin;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What a {@link Plan.Step} works with.
 *
 * @param notices takes the INFO messages for the client
 * @param cancelled true once the client has asked to cancel the statement
 */
record Work(Backend backend, Cluster cluster, Consumer<String> notices, AtomicBoolean cancelled) {

    void stopIfCancelled() {
        if (cancelled.get()) {
            throw Refusal.of("57014", "Query (" + cluster.history().lastId() + ") cancelled on user's request");
        }
    }
}
