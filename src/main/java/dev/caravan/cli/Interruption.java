package dev.caravan.cli;

import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.RunSummary;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Lets a signal end a command early and cleanly; a second signal ends the process where it stands. */
final class Interruption {
    private static final Duration ROLLBACK = Duration.ofSeconds(20);

    private final AtomicReference<Optional<Signals.Received>> received = new AtomicReference<>(Optional.empty());

    RunSummary during(Caravan caravan, Function<Caravan, RunSummary> command) {
        return Signals.during(() -> command.apply(caravan), signal -> take(signal, caravan));
    }

    /** As a shell knows it from processes that the signal itself ended: 130 for Ctrl-C, 143 for SIGTERM. */
    int exitCode() {
        return received.get().orElseThrow().exitCode();
    }

    private void take(Signals.Received signal, Caravan caravan) {
        if (!received.compareAndSet(Optional.empty(), Optional.of(signal))) {
            // as kill -9, which the landing and the ledger stand
            Runtime.getRuntime().halt(signal.exitCode());
        }
        try {
            caravan.cancel(ROLLBACK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
