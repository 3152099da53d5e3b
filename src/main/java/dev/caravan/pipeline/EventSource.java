package dev.caravan.pipeline;

import java.util.Optional;

/** Where events come from. */
public interface EventSource {

    /** No events, from nowhere. */
    EventSource SILENT = listener -> () -> {};

    /** Tells a listener what happens from now on, until the subscription is closed. */
    Subscription subscribe(Listener listener);

    /** The environment in which it happens. */
    default Optional<String> environment() {
        return Optional.empty();
    }

    /** Hears of events on the thread of whatever happened; must return at once. */
    interface Listener {
        void hear(Event event);

        /** Whether all that was heard has been passed on, or given up. */
        default boolean isIdle() {
            return true;
        }
    }

    /** Ends when closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
