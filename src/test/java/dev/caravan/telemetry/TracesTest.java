package dev.caravan.telemetry;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.project.Environment;
import dev.caravan.telemetry.HttpReceiver.Posted;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs as traces, as a receiver of OTLP over HTTP gets them. */
@Timeout(120)
class TracesTest {
    @TempDir
    Path scratch;

    @Test
    void aRunIsATraceDownToBatchesAndNodes() throws Exception {
        try (HttpReceiver receiver = HttpReceiver.thatAnswers(200);
                DemoProject demo = DemoProject.at(scratch)
                        .set("telemetry.enabled", "true")
                        .set("telemetry.otlp.endpoint", receiver.url())
                        .set("telemetry.otlp.headers", "Authorization=Bearer canary")) {

            RunSummary summary = run(demo);

            assertThat(receiver.posted()).allSatisfy(posted -> {
                assertThat(posted.path()).isEqualTo("/v1/traces");
                assertThat(posted.authorization()).contains("Bearer canary");
            });
            List<Span> spans = spans(receiver);
            assertThat(spans)
                    .extracting(Span::getTraceId)
                    .containsOnly(spans.get(0).getTraceId());
            Map<String, Span> byId = spans.stream()
                    .collect(toMap(span -> span.getSpanId().toStringUtf8(), Function.identity(), (a, b) -> a));
            assertThat(way(spans, byId, "batch coins"))
                    .containsExactly("batch coins", "extract coins", "extract", "caravan run");
            assertThat(way(spans, byId, "load coins")).containsExactly("load coins", "load", "caravan run");
            assertThat(way(spans, byId, "dim_coin")).containsExactly("dim_coin", "build", "caravan run");
            assertThat(way(spans, byId, "unique_dim_coin_coin_id"))
                    .containsExactly("unique_dim_coin_coin_id", "test", "caravan run");
            assertThat(attributes(find(spans, "caravan run")))
                    .containsEntry("caravan.run.id", summary.runId())
                    .containsEntry("caravan.environment", "demo");
            assertThat(attributes(find(spans, "dim_coin")))
                    .containsEntry("caravan.node.id", "model.caravan.dim_coin")
                    .containsEntry("caravan.node.status", "success");
            assertThat(attributes(find(spans, "batch coins")))
                    .containsEntry("caravan.dataset", "coins")
                    .containsEntry("caravan.rows", "7001")
                    .containsKey("caravan.batch.id");
            assertThat(resource(receiver))
                    .containsEntry("service.name", "caravan")
                    .containsEntry("deployment.environment.name", "demo");
        }
    }

    @Test
    void aFailureStandsInItsSpanAndThoseAboveIt() throws Exception {
        try (HttpReceiver receiver = HttpReceiver.thatAnswers(200);
                DemoProject demo = DemoProject.at(scratch)
                        .set("coinlore.retries", "0")
                        .set("telemetry.enabled", "true")
                        .set("otel.exporter.otlp.endpoint", receiver.url())) {
            demo.silence();

            extract(demo);

            List<Span> spans = spans(receiver);
            assertThat(spans)
                    .extracting(Span::getName)
                    .containsExactlyInAnyOrder(
                            "migrate changesets", "migrate", "extract global", "extract", "caravan extract");
            assertThat(find(spans, "extract global").getStatus().getMessage()).startsWith("global, http://127.0.0.1:");
            for (String name : List.of("extract global", "extract", "caravan extract")) {
                assertThat(find(spans, name).getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
            }
        }
    }

    @Test
    void nothingIsSentWhereNothingIsSetOrAllIsOff() throws Exception {
        try (HttpReceiver receiver = HttpReceiver.thatAnswers(200);
                DemoProject demo = DemoProject.at(scratch).set("telemetry.otlp.endpoint", receiver.url())) {
            demo.silence();

            extract(demo);

            assertThat(receiver.posted()).isEmpty();
        }
    }

    @Test
    void anAddressThatIsNoUrlStopsTheStart() {
        try (DemoProject demo = DemoProject.at(scratch)
                .set("telemetry.enabled", "true")
                .set("telemetry.otlp.endpoint", "localhost:4318")) {
            Environment environment = demo.environment();

            assertThatThrownBy(() -> OtlpSettings.of(environment))
                    .hasMessageContaining("telemetry.otlp.endpoint is no URL that begins with http:// or https://");
        }
    }

    private static RunSummary run(DemoProject demo) {
        try (Telemetry telemetry = new Telemetry(demo.environment(), Clock.systemUTC());
                Caravan caravan = demo.caravan(telemetry.progress())) {
            return caravan.run(List.of(), List.of(), false);
        }
    }

    private static void extract(DemoProject demo) {
        try (Telemetry telemetry = new Telemetry(demo.environment(), Clock.systemUTC());
                Caravan caravan = demo.caravan(telemetry.progress())) {
            caravan.extract(List.of("global"));
        }
    }

    /** The names from a span up to the run. */
    private static List<String> way(List<Span> spans, Map<String, Span> byId, String name) {
        return Stream.iterate(
                        Optional.of(find(spans, name)),
                        Optional::isPresent,
                        span -> span.flatMap(child -> Optional.ofNullable(
                                byId.get(child.getParentSpanId().toStringUtf8()))))
                .map(span -> span.orElseThrow().getName())
                .toList();
    }

    private static Span find(List<Span> spans, String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name));
    }

    private static Map<String, String> attributes(Span span) {
        return texts(span.getAttributesList());
    }

    private static Map<String, String> resource(HttpReceiver receiver) {
        return requests(receiver)
                .map(spans -> texts(spans.getResource().getAttributesList()))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> texts(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(toMap(
                        KeyValue::getKey,
                        attribute -> attribute.getValue().hasIntValue()
                                ? Long.toString(attribute.getValue().getIntValue())
                                : attribute.getValue().getStringValue()));
    }

    private static List<Span> spans(HttpReceiver receiver) {
        return requests(receiver)
                .flatMap(spans -> spans.getScopeSpansList().stream())
                .flatMap(spans -> spans.getSpansList().stream())
                .toList();
    }

    private static Stream<ResourceSpans> requests(HttpReceiver receiver) {
        return receiver.posted().stream()
                .map(TracesTest::parse)
                .flatMap(request -> request.getResourceSpansList().stream());
    }

    private static ExportTraceServiceRequest parse(Posted posted) {
        try {
            return ExportTraceServiceRequest.parseFrom(posted.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
