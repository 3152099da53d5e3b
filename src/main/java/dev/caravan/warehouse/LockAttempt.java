package dev.caravan.warehouse;

import static java.util.Objects.requireNonNull;

/** What came of trying to take a {@link WarehouseLock}. */
public sealed interface LockAttempt {

    /** The caller has it and closes it. */
    record Taken(WarehouseLock lock) implements LockAttempt {
        public Taken {
            requireNonNull(lock, "lock is null");
        }
    }

    /** Another one has it; {@code holder} says who and since when, for people. */
    record Busy(String holder) implements LockAttempt {
        public Busy {
            requireNonNull(holder, "holder is null");
        }
    }
}
