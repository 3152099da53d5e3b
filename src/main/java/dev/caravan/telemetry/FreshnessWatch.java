package dev.caravan.telemetry;

import dev.caravan.pipeline.Event;
import dev.caravan.pipeline.site.Site;
import dev.caravan.project.Environment;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks again and again how fresh datasets are, in a process that stays and whose settings ask for it. */
public final class FreshnessWatch implements AutoCloseable {
    private static final String PERIOD = "notify.stale-check";
    private static final Duration PERIOD_IF_NOT_SET = Duration.ofMinutes(1);
    private static final int LAST_LOOK_SECONDS = 5;

    private final StaleAfter after;
    private final Duration period;
    private final Staleness staleness;
    // its thread begins with the first look
    private final ScheduledExecutorService looking = new ScheduledThreadPoolExecutor(1, FreshnessWatch::thread);

    /** @throws dev.caravan.project.CaravanException where a time cannot be read */
    public FreshnessWatch(Environment environment, Site site, Consumer<Event> telling, Clock clock) {
        after = new StaleAfter(environment);
        period = environment.duration(PERIOD, PERIOD_IF_NOT_SET);
        staleness = new Staleness(after, site, telling, clock);
    }

    /** Looks from now on. */
    public void begin() {
        if (after.isWanted()) {
            looking.scheduleWithFixedDelay(staleness, 0, Math.max(1, period.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
        try {
            looking.awaitTermination(LAST_LOOK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "freshness");
        thread.setDaemon(true);
        return thread;
    }
}
