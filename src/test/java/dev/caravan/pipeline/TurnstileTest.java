package dev.caravan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TurnstileTest {
    private static final Instant SEVEN = Instant.parse("2026-11-25T07:00:00.123Z");

    private final Turnstile turnstile = new Turnstile();

    @Test
    void oneIsInsideAtATime() {
        turnstile.enter("run", "r1", SEVEN);

        assertThatThrownBy(() -> turnstile.enter("poll", "r2", SEVEN.plusSeconds(60)))
                .isInstanceOf(CaravanException.class)
                .hasMessage("poll: is skipped: run r1 has been going on since 2026-11-25T07:00:00Z");

        turnstile.leave();
        turnstile.enter("poll", "r3", SEVEN.plusSeconds(120));
    }

    @Test
    void nobodyEntersAfterItIsShutAndWhoIsInsideGoesOn() throws InterruptedException {
        turnstile.enter("run", "r1", SEVEN);

        turnstile.shut();

        turnstile.checkpoint();
        assertThat(turnstile.awaitEmpty(Duration.ZERO)).isFalse();
        assertThatThrownBy(() -> turnstile.enter("run", "r2", SEVEN)).isInstanceOf(StoppedException.class);
        turnstile.leave();
        assertThat(turnstile.awaitEmpty(Duration.ZERO)).isTrue();
    }

    @Test
    void aCancellationInterruptsOnlyWhatMayBeInterrupted() {
        turnstile.enter("run", "r1", SEVEN);

        turnstile.cancel();

        assertThat(Thread.interrupted()).isFalse();
        assertThatThrownBy(() -> turnstile.interruptibly(() -> "never done"))
                .isInstanceOf(StoppedException.class)
                .hasMessage("run: was stopped\n    What it had in hand is rolled back. Run it again.");
    }

    @Test
    void theInterruptionEndsWithTheWorkThatItWasMeantFor() {
        turnstile.enter("run", "r1", SEVEN);
        CountDownLatch never = new CountDownLatch(1);

        boolean interrupted = turnstile.interruptibly(() -> {
            new Thread(turnstile::cancel).start();
            try {
                never.await();
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        });

        assertThat(interrupted).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThatThrownBy(turnstile::checkpoint).isInstanceOf(StoppedException.class);
    }
}
