package dev.caravan.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.landing.BatchId;
import dev.caravan.pipeline.Event;
import dev.caravan.pipeline.site.Freshness;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StalenessTest {
    private static final Instant SEVEN = Instant.parse("2026-11-29T07:00:00Z");

    @TempDir
    Path project;

    private final List<Event> told = new ArrayList<>();
    private final SortedMap<String, Freshness> newest = new TreeMap<>();
    private Optional<Instant> lastRun = Optional.of(SEVEN);
    private Instant now = SEVEN;

    @BeforeEach
    void polled() {
        poll("coins");
        poll("history");
    }

    @Test
    void aDatasetIsStaleOnceAndFreshOnce() throws IOException {
        Staleness staleness = staleness("notify.stale-after=26h\nnotify.stale-after.history=never");

        look(staleness, Duration.ofHours(25));
        assertThat(told).isEmpty();

        look(staleness, Duration.ofHours(2));
        look(staleness, Duration.ofHours(1));
        assertThat(told)
                .containsExactly(Event.of(
                        Event.Kind.STALE,
                        "coins",
                        """
                        coins is stale: its newest batch was polled at 2026-11-29T07:00:00Z, and 26h is the longest time \
                        without another one
                            Look at the log for failed polls of it, and at when it is polled.""",
                        SEVEN.plus(Duration.ofHours(27))));

        poll("coins");
        look(staleness, Duration.ofHours(1));
        look(staleness, Duration.ofHours(1));
        assertThat(told).extracting(Event::kind).containsExactly(Event.Kind.STALE, Event.Kind.RECOVERY);
    }

    @Test
    void aProcessStartedAnewTellsOnlyWhatGrewStaleSinceTheLastRun() throws IOException {
        lastRun = Optional.of(SEVEN.plus(Duration.ofHours(27)));
        Staleness staleness = staleness("notify.stale-after=26h\nnotify.stale-after.history=28h");

        look(staleness, Duration.ofHours(29));

        assertThat(told).extracting(Event::subject).containsExactly("history");
        poll("coins");
        look(staleness, Duration.ofHours(1));
        assertThat(told).extracting(Event::kind).containsExactly(Event.Kind.STALE, Event.Kind.RECOVERY);
        assertThat(told.get(1).subject()).isEqualTo("coins");
    }

    @Test
    void aWarehouseThatDoesNotAnswerTellsNothing() throws IOException {
        Staleness staleness = new Staleness(
                new StaleAfter(environment("notify.stale-after=1h")),
                () -> {
                    throw new CaravanException(Problem.at("warehouse", "does not answer", ""));
                },
                () -> lastRun,
                told::add,
                Clock.systemUTC());

        staleness.run();

        assertThat(told).isEmpty();
    }

    @Test
    void aTimeWithoutItsUnitStopsTheStart() {
        assertThatThrownBy(() -> new StaleAfter(environment("notify.stale-after.coins=26")))
                .hasMessage(
                        """
                        environments/night.properties:1: notify.stale-after.coins is "26"
                            Give a duration with its unit, such as 60s, 5m or 7d.""");
    }

    @Test
    void nothingIsLookedAtUnlessATimeIsSet() throws IOException {
        assertThat(new StaleAfter(environment("")).isWanted()).isFalse();
        assertThat(new StaleAfter(environment("notify.stale-after.coins=1h")).isWanted())
                .isTrue();
    }

    private void poll(String dataset) {
        BatchId id = BatchId.generator(Clock.fixed(now, ZoneOffset.UTC)).get();
        newest.put(dataset, new Freshness(id.value(), now));
    }

    private void look(Staleness staleness, Duration later) {
        now = now.plus(later);
        staleness.run();
    }

    private Staleness staleness(String settings) throws IOException {
        return new Staleness(
                new StaleAfter(environment(settings)), () -> newest, () -> lastRun, told::add, new MovedClock());
    }

    private Environment environment(String settings) throws IOException {
        Files.createDirectories(project.resolve("environments"));
        Files.writeString(project.resolve("environments/night.properties"), settings);
        return Environment.load(Project.at(project), "night", Map.of(), Map.of());
    }

    private final class MovedClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
