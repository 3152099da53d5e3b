package dev.caravan.cluster;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long is waited, and with which pauses: short ones at first, longer ones later. */
record Patience(Clock clock, Pause pause, Duration timeout) {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    Waiting begin(String thing) {
        return new Waiting(thing, clock.instant());
    }

    /** One wait for one thing. For one thread. */
    final class Waiting {
        private final String thing;
        private final Instant since;
        private Duration next = FIRST;

        private Waiting(String thing, Instant since) {
            this.thing = thing;
            this.since = since;
        }

        Duration waited() {
            return Duration.between(since, clock.instant());
        }

        /** @throws CaravanException where the time is used up */
        void pause(String detail) {
            if (waited().compareTo(timeout) >= 0) {
                throw new CaravanException(Problem.at(
                        thing,
                        "is still " + (detail.isEmpty() ? "not ready" : detail) + " after " + timeout.toMinutes()
                                + " min",
                        "Run the same command again: it goes on from here. " + ClusterSettings.TIMEOUT
                                + " says how long it waits."));
            }
            pause.pause(next);
            Duration longer = next.multipliedBy(3).dividedBy(2);
            next = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
        }
    }
}
