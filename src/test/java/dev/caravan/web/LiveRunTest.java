package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.pipeline.RunSummary;
import dev.caravan.pipeline.Step;
import dev.caravan.pipeline.StepResult;
import dev.caravan.pipeline.StepResult.Outcome;
import dev.caravan.project.Masking;
import dev.caravan.project.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LiveRunTest {
    private static final Instant NOW = Instant.parse("2026-11-30T07:00:00Z");

    private final LiveRun run = new LiveRun(Clock.fixed(NOW, ZoneOffset.UTC), Masking.ofUrls());
    private final List<String> told = new ArrayList<>();

    @Test
    void whoComesInTheMiddleSeesWhatHasHappenedAndThenWhatHappens() {
        run.commandBegan("run", "0198");
        run.began(Step.EXTRACT, "coins");
        run.ended(done(Step.EXTRACT, "coins", 7_001));
        run.began(Step.BUILD, "dim_coin");

        listen();
        run.ended(failed("dim_coin", "jdbc:x://u:secret@h is gone"));

        assertThat(told)
                .containsExactly(
                        "snapshot {\"command\":\"run\",\"runId\":\"0198\",\"startedAt\":\"2026-11-30T07:00:00Z\",\"steps\":["
                                + "{\"step\":\"extract\",\"name\":\"coins\",\"state\":\"done\",\"startedAt\":\"2026-11-30T07:00:00Z\","
                                + "\"seconds\":1.500,\"rows\":7001,\"message\":null},"
                                + "{\"step\":\"build\",\"name\":\"dim_coin\",\"state\":\"running\",\"startedAt\":\"2026-11-30T07:00:00Z\","
                                + "\"seconds\":null,\"rows\":null,\"message\":null}]}",
                        "ended {\"step\":\"build\",\"name\":\"dim_coin\",\"state\":\"failed\",\"rows\":null,\"seconds\":1.500,"
                                + "\"message\":\"dim_coin: jdbc:x://u:***@h is gone\"}");
    }

    @Test
    void anEndedCommandLeavesNothingGoingOn() {
        run.commandBegan("run", "0198");
        run.began(Step.EXTRACT, "coins");
        run.commandEnded(new RunSummary("0198", "run", NOW, Duration.ZERO, List.of()));

        listen();

        assertThat(told).containsExactly("snapshot {\"command\":null,\"runId\":null,\"startedAt\":null,\"steps\":[]}");
    }

    @Test
    void whoLeftHearsNothingMore() {
        LiveRun.Subscription subscription = run.listen(event -> told.add(event.name()));

        subscription.close();
        run.commandBegan("run", "0198");

        assertThat(told).containsExactly("snapshot");
    }

    @Test
    void whateverMakesAnswersOldHearsOfTheEndBeforeAnyPageAsks() {
        listen();
        run.whenOver(() -> told.add("over"));

        run.commandBegan("run", "0198");
        run.commandEnded(new RunSummary("0198", "run", NOW, Duration.ZERO, List.of()));
        run.commandFailed("run", new IllegalStateException());

        assertThat(told.stream().map(event -> event.replaceFirst(" \\{\"state\":\"(\\w+).*", " $1")))
                .containsSubsequence("command began", "over", "command ended", "over", "command failed");
    }

    private void listen() {
        run.listen(event -> told.add(event.name() + " " + event.data()));
    }

    private static StepResult done(Step step, String name, long rows) {
        return new StepResult(step, name, Outcome.DONE, OptionalLong.of(rows), Duration.ofMillis(1_500), List.of());
    }

    private static StepResult failed(String name, String what) {
        return new StepResult(
                Step.BUILD,
                name,
                Outcome.FAILED,
                OptionalLong.empty(),
                Duration.ofMillis(1_500),
                List.of(Problem.at(name, what, "")));
    }
}
