package dev.caravan.telemetry;

import dev.caravan.pipeline.Event;
import dev.caravan.pipeline.site.Freshness;
import dev.caravan.pipeline.site.RunEntry;
import dev.caravan.pipeline.site.Site;
import dev.caravan.project.CaravanException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a dataset has had no new batch for longer than it should, and when it has one again. What grew stale before
 * the last run was told by the process that was up then: a process started anew does not tell it again.
 */
final class Staleness implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Staleness.class);

    private final StaleAfter after;
    private final Supplier<SortedMap<String, Freshness>> freshness;
    private final Supplier<Optional<Instant>> lastRun;
    private final Consumer<Event> telling;
    private final Clock clock;
    private final SortedMap<String, Duration> stale = new TreeMap<>();
    private boolean looked;

    Staleness(StaleAfter after, Site site, Consumer<Event> telling, Clock clock) {
        this(after, site::freshness, () -> lastRun(site), telling, clock);
    }

    Staleness(
            StaleAfter after,
            Supplier<SortedMap<String, Freshness>> freshness,
            Supplier<Optional<Instant>> lastRun,
            Consumer<Event> telling,
            Clock clock) {
        this.after = after;
        this.freshness = freshness;
        this.lastRun = lastRun;
        this.telling = telling;
        this.clock = clock;
    }

    /** Looks once. A warehouse that does not answer is for others to tell. */
    @Override
    public void run() {
        try {
            Instant told = looked ? Instant.MIN : lastRun.get().orElse(Instant.MIN);
            freshness.get().forEach((dataset, newest) -> look(dataset, newest, told));
            looked = true;
        } catch (CaravanException e) {
            log.debug("how fresh datasets are cannot be read", e);
        } catch (RuntimeException e) {
            // a timer that throws would never come again
            log.error("how fresh datasets are cannot be told by a defect of Caravan; please report it", e);
        }
    }

    private void look(String dataset, Freshness newest, Instant told) {
        Optional<Duration> limit = after.of(dataset);
        if (limit.isEmpty()) {
            return;
        }
        Instant turns = newest.openedAt().plus(limit.get());
        if (turns.isAfter(clock.instant())) {
            if (stale.remove(dataset) != null) {
                tell(Event.Kind.RECOVERY, dataset, dataset + " has a new batch, polled at " + newest.openedAt());
            }
        } else if (stale.put(dataset, limit.get()) == null && turns.isAfter(told)) {
            tell(
                    Event.Kind.STALE,
                    dataset,
                    dataset + " is stale: its newest batch was polled at " + newest.openedAt() + ", and "
                            + after.text(dataset) + " is the longest time without another one\n"
                            + "    Look at the log for failed polls of it, and at when it is polled.");
        }
    }

    private void tell(Event.Kind kind, String dataset, String text) {
        telling.accept(Event.of(kind, dataset, text, clock.instant()));
    }

    private static Optional<Instant> lastRun(Site site) {
        return site.runs(1, Optional.empty()).runs().stream().findFirst().map(Staleness::end);
    }

    private static Instant end(RunEntry run) {
        return run.startedAt()
                .plusMillis(
                        run.seconds().orElse(BigDecimal.ZERO).movePointRight(3).longValue());
    }
}
