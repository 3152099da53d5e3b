package dev.caravan.camel;

import dev.caravan.pipeline.Event;
import dev.caravan.pipeline.EventSource;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.pipeline.Steps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Steps that do nothing but say which was asked for. */
final class FakeSteps implements Steps {
    private final List<EventSource.Listener> listeners = new CopyOnWriteArrayList<>();

    @Override
    public RunSummary migrate() {
        return done("migrate");
    }

    @Override
    public RunSummary extract(List<String> datasets) {
        return done("extract " + datasets);
    }

    @Override
    public RunSummary load(List<String> datasets) {
        return done("load " + datasets);
    }

    @Override
    public RunSummary build(List<String> select, List<String> exclude, boolean fullRefresh) {
        return done("build " + select);
    }

    @Override
    public RunSummary test(List<String> select, List<String> exclude) {
        return done("test " + select);
    }

    @Override
    public RunSummary run(List<String> select, List<String> exclude, boolean fullRefresh) {
        return done("run " + select);
    }

    @Override
    public RunSummary poll(List<String> datasets, List<String> select) {
        return done("poll " + datasets + " " + select);
    }

    @Override
    public EventSource events() {
        return new EventSource() {
            @Override
            public Subscription subscribe(Listener listener) {
                listeners.add(listener);
                return () -> listeners.remove(listener);
            }

            @Override
            public Optional<String> environment() {
                return Optional.of("night");
            }
        };
    }

    /** Tells routes of an event. */
    void tell(Event event) {
        listeners.forEach(listener -> listener.hear(event));
    }

    private static RunSummary done(String command) {
        return new RunSummary("1", command, Instant.EPOCH, Duration.ZERO, List.of());
    }
}
