package dev.caravan.run;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * When a node ran.
 *
 * @param thread the name of the thread that ran it, so that a reader can draw what ran beside what
 */
public record Span(Instant startedAt, Duration took, String thread) {
    public Span {
        requireNonNull(startedAt, "startedAt is null");
        requireNonNull(took, "took is null");
        requireNonNull(thread, "thread is null");
    }

    public Instant endedAt() {
        return startedAt.plus(took);
    }
}
