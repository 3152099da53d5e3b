package dev.caravan.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the soak. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class SoakTest {
    private static final int POLLS = 15;

    @TempDir
    Path scratch;

    @Test
    void whatTheApiAnsweredIsInTheStarOnceWhateverStumblesAndDies() throws Exception {
        long seed = Long.getLong("caravan.soak.seed", System.nanoTime());
        SoakPlan plan = SoakPlan.draw(seed, POLLS, Duration.ofSeconds(POLLS), 1).inShort();

        System.out.println(plan);
        SoakReport report = SoakRun.perform(plan, scratch);

        assertThat(report.complaints())
                .as(report.reconciliation().figures().toString())
                .isEmpty();
    }
}
