package dev.caravan.landing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Names one poll. A UUID of version 7 (RFC 9562), so that ids sort by the time at which their batch was opened. */
public record BatchId(String value) implements Comparable<BatchId> {
    private static final int VERSION = 7;

    public BatchId {
        requireNonNull(value, "value is null");
        UUID uuid = UUID.fromString(value);
        if (uuid.version() != VERSION || !uuid.toString().equals(value)) {
            throw new IllegalArgumentException("no batch id: " + value);
        }
    }

    /** The id that a text is; nothing where it is none, as in names that others gave. */
    public static Optional<BatchId> find(String text) {
        try {
            return Optional.of(new BatchId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Ids of one generator rise strictly, those of one millisecond too. The supplier may be used from many threads. */
    public static Supplier<BatchId> generator(Clock clock) {
        TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator(null, new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.millis();
            }
        });
        return () -> new BatchId(generator.generate().toString());
    }

    /** When the batch was opened, to the millisecond. */
    public Instant openedAt() {
        return Instant.ofEpochMilli(UUID.fromString(value).getMostSignificantBits() >>> 16);
    }

    /** The {@code dt=} of its place in the landing, in UTC. */
    public LocalDate date() {
        return LocalDate.ofInstant(openedAt(), ZoneOffset.UTC);
    }

    @Override
    public int compareTo(BatchId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
