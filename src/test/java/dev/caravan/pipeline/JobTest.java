package dev.caravan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JobTest {
    private static final Problem PROBLEM = Problem.at("models/star/dim_coin.sql:12", "breaks its contract", "");
    private static final StepResult MIGRATED = StepResult.done(Step.MIGRATE, "changesets", 0, Duration.ZERO, List.of());

    private final Job job = new Job("run", "0198c1f2", Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), () -> {
        throw new IllegalStateException("no step of these asks for the warehouse");
    });

    @Test
    void aStepThatThrowsFailsBesideThoseThatAreDone() {
        job.step(Step.MIGRATE, "changesets", () -> List.of(MIGRATED));

        boolean goesOn = job.step(Step.BUILD, "models and tests", failing(new CaravanException(PROBLEM)));

        assertThat(goesOn).isFalse();
        assertThat(job.results())
                .containsExactly(
                        MIGRATED, StepResult.failed(Step.BUILD, "models and tests", Duration.ZERO, List.of(PROBLEM)));
    }

    @Test
    void whatTheFirstStepThrowsIsTheCommandsFailure() {
        CaravanException failure = new CaravanException(PROBLEM);

        assertThatThrownBy(() -> job.step(Step.MIGRATE, "changesets", failing(failure)))
                .isSameAs(failure);
    }

    @Test
    void aStopIsNoFailureOfAStep() {
        job.step(Step.MIGRATE, "changesets", () -> List.of(MIGRATED));

        assertThatThrownBy(() -> job.step(Step.BUILD, "models and tests", failing(new StoppedException("run"))))
                .isInstanceOf(StoppedException.class);
    }

    private static Supplier<List<StepResult>> failing(CaravanException failure) {
        return () -> {
            throw failure;
        };
    }
}
