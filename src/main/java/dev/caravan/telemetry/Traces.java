package dev.caravan.telemetry;

import dev.caravan.compile.DataTest;
import dev.caravan.compile.Node;
import dev.caravan.landing.Batch;
import dev.caravan.load.Loaded;
import dev.caravan.pipeline.Progress;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.pipeline.Step;
import dev.caravan.pipeline.StepResult;
import dev.caravan.pipeline.StoppedException;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Masking;
import dev.caravan.project.Problem;
import dev.caravan.run.NodeResult;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A run as a trace: the run, its steps, and in them datasets with their batches, and nodes. Spans are handed to a bounded
 * queue, from which a thread of OpenTelemetry's sends them; what finds it full is dropped. Safe to use from many threads.
 */
final class Traces implements Progress, AutoCloseable {
    private static final int LONGEST_QUEUE = 4_096;
    private static final Duration BETWEEN_SENDINGS = Duration.ofSeconds(1);
    private static final Duration LONGEST_SENDING = Duration.ofSeconds(5);
    private static final long LAST_SENDING_SECONDS = 3;
    // the default waits longer than a short command may at its end
    private static final RetryPolicy ONCE_MORE = RetryPolicy.builder()
            .setMaxAttempts(2)
            .setInitialBackoff(Duration.ofMillis(200))
            .setMaxBackoff(Duration.ofMillis(500))
            .build();

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final String environment;
    private final Masking masking;
    private final Map<Step, Span> steps = new EnumMap<>(Step.class);
    private final Map<String, Span> inHand = new HashMap<>();
    private Optional<Span> run = Optional.empty();

    private Traces(SdkTracerProvider provider, Environment environment) {
        this.provider = provider;
        tracer = provider.get("dev.caravan");
        this.environment = environment.name();
        masking = environment.masking();
    }

    static Traces sentTo(OtlpSettings settings, Environment environment) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.traces().toString())
                .setTimeout(LONGEST_SENDING)
                .setConnectTimeout(LONGEST_SENDING)
                .setRetryPolicy(ONCE_MORE);
        settings.headers().forEach(exporter::addHeader);
        Resource resource = Resource.getDefault()
                .merge(Resource.create(Attributes.builder()
                        .put("service.name", settings.serviceName())
                        .put("deployment.environment.name", environment.name())
                        .build()));
        return new Traces(
                SdkTracerProvider.builder()
                        .setResource(resource)
                        .addSpanProcessor(BatchSpanProcessor.builder(
                                        new QuietExporter(exporter.build(), Receiver.shown(settings.traces())))
                                .setMaxQueueSize(LONGEST_QUEUE)
                                .setScheduleDelay(BETWEEN_SENDINGS)
                                .setExporterTimeout(LONGEST_SENDING)
                                .build())
                        .build(),
                environment);
    }

    @Override
    public synchronized void commandBegan(String command, String runId) {
        run = Optional.of(tracer.spanBuilder("caravan " + command)
                .setNoParent()
                .setAttribute("caravan.command", command)
                .setAttribute("caravan.run.id", runId)
                .setAttribute("caravan.environment", environment)
                .startSpan());
    }

    @Override
    public synchronized void began(Step step, String name) {
        if (step != Step.BUILD && step != Step.TEST) {
            Span span = child(stepSpan(step), word(step) + " " + name);
            if (step != Step.MIGRATE) {
                span.setAttribute("caravan.dataset", name);
            }
            inHand.put(key(step, name), span);
        }
    }

    @Override
    public synchronized void landed(Batch batch) {
        Span parent = inHand.getOrDefault(key(Step.EXTRACT, batch.dataset()), Span.getInvalid());
        tracer.spanBuilder("batch " + batch.dataset())
                .setParent(Context.root().with(parent))
                .setStartTimestamp(batch.id().openedAt())
                .setAttribute("caravan.dataset", batch.dataset())
                .setAttribute("caravan.batch.id", batch.id().value())
                .setAttribute("caravan.rows", batch.rowsLanded())
                .setAttribute("caravan.rows.rejected", batch.rowsRejected())
                .setAttribute("caravan.bytes", batch.sizeBytes())
                .startSpan()
                .end();
    }

    @Override
    public synchronized void loaded(String dataset, Loaded batch) {
        Optional.ofNullable(inHand.get(key(Step.LOAD, dataset)))
                .ifPresent(span -> span.addEvent(
                        "loaded",
                        Attributes.builder()
                                .put("caravan.batch.id", batch.batch().value())
                                .put("caravan.rows", batch.rows())
                                .build()));
    }

    @Override
    public synchronized void nodeBegan(Node node) {
        Span span = child(stepSpan(stepOf(node)), node.name());
        span.setAttribute("caravan.node.id", node.id().value());
        inHand.put(node.id().value(), span);
    }

    @Override
    public synchronized void nodeEnded(NodeResult result) {
        Optional.ofNullable(inHand.remove(result.node().id().value())).ifPresent(span -> {
            span.setAttribute("caravan.node.status", result.status());
            result.rows().ifPresent(rows -> span.setAttribute("caravan.rows", rows));
            if (result instanceof NodeResult.Failed) {
                fail(span, result.problems());
            }
            span.end();
        });
    }

    @Override
    public synchronized void ended(StepResult result) {
        if (result.isFailed()) {
            Optional.ofNullable(steps.get(result.step())).ifPresent(step -> step.setStatus(StatusCode.ERROR));
        }
        Optional.ofNullable(inHand.remove(key(result.step(), result.name()))).ifPresent(span -> {
            result.rows().ifPresent(rows -> span.setAttribute("caravan.rows", rows));
            if (result.isFailed()) {
                fail(span, result.problems());
            }
            span.end();
        });
    }

    @Override
    public synchronized void commandEnded(RunSummary summary) {
        over(summary.isFailed() ? summary.failures() : List.of());
    }

    @Override
    public synchronized void commandFailed(String command, RuntimeException failure) {
        run.ifPresent(span -> span.setAttribute("caravan.stopped", failure instanceof StoppedException));
        over(
                failure instanceof CaravanException known
                        ? known.problems()
                        : List.of(Problem.at(command, "met a defect of Caravan", "")));
    }

    /** Ends what is still open, the innermost first. */
    private void over(List<Problem> failures) {
        inHand.values().forEach(Span::end);
        inHand.clear();
        steps.values().forEach(Span::end);
        steps.clear();
        run.ifPresent(span -> {
            if (!failures.isEmpty()) {
                fail(span, failures);
            }
            span.end();
        });
        run = Optional.empty();
    }

    private Span stepSpan(Step step) {
        return steps.computeIfAbsent(step, missing -> child(run.orElse(Span.getInvalid()), word(missing)));
    }

    private Span child(Span parent, String name) {
        return tracer.spanBuilder(name).setParent(Context.root().with(parent)).startSpan();
    }

    private void fail(Span span, List<Problem> problems) {
        span.setStatus(
                StatusCode.ERROR,
                masking.mask(problems.stream().map(Problem::toString).collect(Collectors.joining("\n"))));
    }

    private static Step stepOf(Node node) {
        return node instanceof DataTest ? Step.TEST : Step.BUILD;
    }

    private static String key(Step step, String name) {
        return word(step) + " " + name;
    }

    private static String word(Step step) {
        return step.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        provider.shutdown().join(LAST_SENDING_SECONDS, TimeUnit.SECONDS);
    }
}
