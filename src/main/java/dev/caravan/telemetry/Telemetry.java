package dev.caravan.telemetry;

import dev.caravan.pipeline.Progress;
import dev.caravan.project.Environment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process sends of its runs, where the environment names a receiver: traces and lineage events. Nothing is loaded
 * where it names none.
 */
public final class Telemetry implements AutoCloseable {
    private static final String ENABLED = "telemetry.enabled";

    private final List<AutoCloseable> open = new ArrayList<>();
    private Progress progress = Progress.SILENT;

    /** @throws dev.caravan.project.CaravanException where a setting cannot be used */
    public Telemetry(Environment environment, Clock clock) {
        if (!environment.flag(ENABLED, true)) {
            return;
        }
        OtlpSettings.of(environment).ifPresent(settings -> {
            Traces traces = Traces.sentTo(settings, environment);
            open.add(traces);
            progress = progress.and(traces);
        });
        LineageSettings.of(environment).ifPresent(settings -> {
            Lineage lineage = Lineage.sentTo(settings, environment, clock);
            open.add(lineage);
            progress = progress.and(lineage);
        });
    }

    /** Hears of what is sent. */
    public Progress progress() {
        return progress;
    }

    /** Sends what is left, for a few seconds at most. */
    @Override
    public void close() {
        open.forEach(Telemetry::close);
    }

    private static void close(AutoCloseable sender) {
        try {
            sender.close();
        } catch (Exception e) {
            throw new IllegalStateException("what is closed here throws nothing", e);
        }
    }
}
