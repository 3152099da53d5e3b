package dev.caravan.telemetry;

import dev.caravan.pipeline.Progress;
import dev.caravan.pipeline.site.Freshness;
import dev.caravan.pipeline.site.RunEntry;
import dev.caravan.pipeline.site.Site;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.warehouse.Connections;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Prometheus reads: what runs did since the process began, and how warehouse and process are now. For many threads. */
public final class Metrics implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Metrics.class);
    private static final String ENABLED = "telemetry.metrics";
    private static final int MOST_NODES = 10_000;
    private static final int MOST_DATASETS = 1_000;
    private static final int RUNS_LOOKED_THROUGH = 200;

    private final Clock clock;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RunMeters runs;
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final MultiGauge ages;
    private final MultiGauge lags;
    private boolean warehouseAnswers;
    private boolean historyRead;
    private SortedMap<String, Freshness> freshness = new TreeMap<>();
    private Supplier<Optional<Connections>> connections = Optional::empty;

    public Metrics(Clock clock) {
        this.clock = clock;
        registry.config()
                .meterFilter(MeterFilter.maximumAllowableTags("caravan", "node", MOST_NODES, MeterFilter.deny()))
                .meterFilter(MeterFilter.maximumAllowableTags("caravan", "dataset", MOST_DATASETS, MeterFilter.deny()));
        runs = new RunMeters(registry);
        ages = MultiGauge.builder("caravan.dataset.age")
                .description("Since the newest loaded batch of a dataset was polled")
                .baseUnit("seconds")
                .register(registry);
        lags = MultiGauge.builder("caravan.dataset.lag")
                .description("From the poll of the newest loaded batch of a dataset to its load")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("caravan.warehouse.up", this, metrics -> metrics.warehouseAnswers ? 1 : 0)
                .description("Whether the warehouse answered when it was last asked")
                .register(registry);
        pool("active", Connections::active);
        pool("idle", Connections::idle);
        pool("waiting", Connections::waiting);
        pool("most", Connections::most);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** Hears of what is counted. */
    public Progress progress() {
        return runs;
    }

    /** The text of {@code /metrics}; nothing where the environment wishes none. */
    public Optional<Supplier<String>> page(
            Environment environment, Site site, Supplier<Optional<Connections>> connections) {
        return environment.flag(ENABLED, true) ? Optional.of(() -> text(site, connections)) : Optional.empty();
    }

    /**
     * Everything in Prometheus' text format. Asks the warehouse how fresh its datasets are; where it does not answer, they
     * are as they were when it last did, and older.
     */
    synchronized String text(Site site, Supplier<Optional<Connections>> pool) {
        connections = pool;
        look(site);
        Instant now = clock.instant();
        ages.register(
                freshness.entrySet().stream()
                        .map(dataset -> row(dataset, seconds(dataset.getValue().openedAt(), now)))
                        .toList(),
                true);
        lags.register(
                freshness.entrySet().stream()
                        .map(dataset -> row(
                                dataset,
                                seconds(
                                        dataset.getValue().openedAt(),
                                        dataset.getValue().loadedAt())))
                        .toList(),
                true);
        return registry.scrape();
    }

    private void look(Site site) {
        try {
            freshness = site.freshness();
            if (!historyRead) {
                readHistory(site.runs(RUNS_LOOKED_THROUGH, Optional.empty()).runs());
            }
            warehouseAnswers = true;
        } catch (CaravanException e) {
            warehouseAnswers = false;
            log.debug("the warehouse cannot be asked for metrics", e);
        }
    }

    /** So that a process that has just begun says when a run was last good. */
    private void readHistory(List<RunEntry> entries) {
        entries.stream()
                .filter(run -> run.status().equals("success"))
                .forEach(run -> runs.succeeded(
                        run.command(),
                        run.startedAt()
                                .plusMillis(run.seconds()
                                        .orElse(BigDecimal.ZERO)
                                        .movePointRight(3)
                                        .longValue())));
        historyRead = true;
    }

    private void pool(String state, ToIntFunction<Connections> number) {
        Gauge.builder(
                        "caravan.warehouse.connections",
                        () -> connections.get().map(number::applyAsInt).orElse(0))
                .description("Connections of the pool that runs use")
                .tag("state", state)
                .register(registry);
    }

    private static Row<Number> row(Map.Entry<String, Freshness> dataset, double seconds) {
        return Row.of(Tags.of("dataset", dataset.getKey()), seconds);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
