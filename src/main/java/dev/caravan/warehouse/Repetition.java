package dev.caravan.warehouse;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a lost transaction again, after pauses that double; a part of each is random, so that two in conflict come apart. */
final class Repetition {
    private static final Logger log = LoggerFactory.getLogger(Repetition.class);
    private static final int ATTEMPTS = 5;

    private final Duration firstPause;

    Repetition(Duration firstPause) {
        this.firstPause = firstPause;
    }

    <T> T of(Repeat repeat, Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (CaravanException e) {
                Optional<TransactionLostException> lost = lost(e);
                if (attempt == ATTEMPTS
                        || lost.map(TransactionLostException::outcome)
                                .filter(repeat::covers)
                                .isEmpty()) {
                    throw e;
                }
                log.warn(
                        "a transaction was lost and is done again ({} of {}): {}",
                        attempt + 1,
                        ATTEMPTS,
                        e.problems().get(0).what());
                pause(attempt, e);
            }
        }
    }

    /** The work may have told the failure in words of its own. */
    private static Optional<TransactionLostException> lost(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(TransactionLostException.class::isInstance)
                .map(TransactionLostException.class::cast)
                .findFirst();
    }

    private void pause(int attempt, CaravanException lost) {
        long longest = firstPause.toMillis() << (attempt - 1);
        try {
            Thread.sleep(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CaravanException stopped =
                    new CaravanException(Problem.at("warehouse", "a lost transaction is not done again", ""), lost);
            stopped.addSuppressed(e);
            throw stopped;
        }
    }
}
