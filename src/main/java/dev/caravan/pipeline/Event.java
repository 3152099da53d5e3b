package dev.caravan.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that a person wants to be told of, whatever the way.
 *
 * @param subject the command that failed or recovered, or the dataset
 * @param text what happened and what to do, for people
 * @param runId the run in which it happened; none where it happened in no run
 */
public record Event(Kind kind, String subject, String text, Optional<String> runId, Instant at) {

    /** What happened. Routes choose by the name in lower case. */
    public enum Kind {
        /** A command failed, whose run before was good. */
        FAILURE,
        /** A command is good again, or a dataset is fresh again. */
        RECOVERY,
        /** A dataset got no new batch for longer than it should. */
        STALE,
        /** A source changed its fields. */
        DRIFT
    }

    public Event {
        requireNonNull(kind, "kind is null");
        requireNonNull(subject, "subject is null");
        requireNonNull(text, "text is null");
        requireNonNull(runId, "runId is null");
        requireNonNull(at, "at is null");
    }

    /** What a dataset did outside of what a run tells by itself. */
    public static Event of(Kind kind, String dataset, String text, Instant at) {
        return new Event(kind, dataset, text, Optional.empty(), at);
    }
}
