package dev.caravan.telemetry;

import dev.caravan.landing.Batch;
import dev.caravan.load.Loaded;
import dev.caravan.pipeline.Progress;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.pipeline.StepResult;
import dev.caravan.pipeline.StoppedException;
import dev.caravan.project.Problem;
import dev.caravan.run.NodeResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what runs do. Labels are commands, datasets and nodes of the project, and nothing that a source gives. */
final class RunMeters implements Progress {
    /** What a schedule runs; their counters stand at 0 before the first run, so that an alert sees the first failure. */
    private static final List<String> SCHEDULED = List.of("run", "poll");

    private static final Map<String, String> HELP = Map.ofEntries(
            Map.entry("caravan.batches.landed", "Batches committed in the landing"),
            Map.entry("caravan.batches.loaded", "Batches loaded into raw tables"),
            Map.entry("caravan.failures", "Steps that failed, by the dataset or node at which they did"),
            Map.entry("caravan.landed.bytes", "Bytes of landed files"),
            Map.entry("caravan.node.duration", "How long models and tests took"),
            Map.entry("caravan.rows.extracted", "Records that sources gave"),
            Map.entry("caravan.rows.landed", "Rows landed"),
            Map.entry("caravan.rows.loaded", "Rows loaded into raw tables"),
            Map.entry("caravan.rows.rejected", "Records that could be no row"),
            Map.entry("caravan.rows.repeated", "Records left out because they came before in the same poll"),
            Map.entry("caravan.run.duration", "How long commands took that came to their end"),
            Map.entry("caravan.runs", "Commands that ended, by how"),
            Map.entry("caravan.runs.skipped", "Commands that were not let in, because another one went on"),
            Map.entry("caravan.warnings", "Steps that warned, by the dataset or node at which they did"));

    private final MeterRegistry registry;
    private final AtomicInteger active;
    private final Map<String, Instant> successes = new ConcurrentHashMap<>();

    RunMeters(MeterRegistry registry) {
        this.registry = registry;
        active = registry.gauge("caravan.run.active", new AtomicInteger());
        for (String command : SCHEDULED) {
            for (String status : List.of("success", "failed", "stopped")) {
                runs(command, status, 0);
            }
        }
    }

    @Override
    public void commandBegan(String command, String runId) {
        active.set(1);
    }

    @Override
    public void landed(Batch batch) {
        Tags dataset = Tags.of("dataset", batch.dataset());
        count("caravan.batches.landed", dataset, 1);
        count("caravan.rows.extracted", dataset, batch.rowsExtracted());
        count("caravan.rows.landed", dataset, batch.rowsLanded());
        count("caravan.rows.rejected", dataset, batch.rowsRejected());
        count("caravan.rows.repeated", dataset, batch.rowsRepeated());
        count("caravan.landed.bytes", dataset, batch.sizeBytes());
    }

    @Override
    public void loaded(String dataset, Loaded batch) {
        Tags tags = Tags.of("dataset", dataset);
        count("caravan.batches.loaded", tags, 1);
        count("caravan.rows.loaded", tags, batch.rows());
    }

    @Override
    public void nodeEnded(NodeResult result) {
        Tags node = Tags.of("node", result.node().id().value());
        result.span().ifPresent(span -> time("caravan.node.duration", node, span.took()));
    }

    @Override
    public void ended(StepResult result) {
        Tags what = Tags.of("step", result.step().name().toLowerCase(Locale.ROOT), "name", result.name());
        switch (result.outcome()) {
            case FAILED -> count("caravan.failures", what, 1);
            case WARNED -> count("caravan.warnings", what, 1);
            case DONE, SKIPPED -> {}
        }
    }

    @Override
    public void commandEnded(RunSummary summary) {
        active.set(0);
        runs(summary.command(), summary.isFailed() ? "failed" : "success", 1);
        time("caravan.run.duration", Tags.of("command", summary.command()), summary.took());
        if (!summary.isFailed()) {
            succeeded(summary.command(), summary.startedAt().plus(summary.took()));
        }
    }

    @Override
    public void commandFailed(String command, RuntimeException failure) {
        active.set(0);
        runs(command, failure instanceof StoppedException ? "stopped" : "failed", 1);
    }

    @Override
    public void commandSkipped(Problem because) {
        count("caravan.runs.skipped", Tags.empty(), 1);
    }

    /** Notes when a command was last good; the newest time stays. */
    void succeeded(String command, Instant at) {
        // a registry warns where the same gauge comes twice
        boolean first = successes.putIfAbsent(command, at) == null;
        successes.merge(command, at, (one, other) -> one.isAfter(other) ? one : other);
        if (first) {
            registry.gauge(
                    "caravan.run.last.success.timestamp.seconds",
                    Tags.of("command", command),
                    successes,
                    times -> times.get(command).toEpochMilli() / 1000.0);
        }
    }

    private void runs(String command, String status, int number) {
        count("caravan.runs", Tags.of("command", command, "status", status), number);
    }

    private void time(String name, Tags tags, Duration took) {
        Timer.builder(name)
                .description(HELP.get(name))
                .tags(tags)
                .register(registry)
                .record(took);
    }

    private void count(String name, Tags tags, long number) {
        Counter.builder(name)
                .description(HELP.get(name))
                .tags(tags)
                .register(registry)
                .increment(number);
    }
}
