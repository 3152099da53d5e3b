package dev.caravan.telemetry;

import dev.caravan.project.Environment;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where traces go, by our own names or by OpenTelemetry's variables of the process.
 *
 * @param traces with its path
 * @param headers by name; values may be secrets
 */
record OtlpSettings(URI traces, Map<String, String> headers, String serviceName) {
    private static final String ENDPOINT = "telemetry.otlp.endpoint";
    private static final String HEADERS = "telemetry.otlp.headers";
    // OTEL_EXPORTER_OTLP_ENDPOINT and the like: opentelemetry.io, "OTLP Exporter Configuration"
    private static final String STANDARD_ENDPOINT = "otel.exporter.otlp.endpoint";
    private static final String STANDARD_TRACES = "otel.exporter.otlp.traces.endpoint";
    private static final String STANDARD_HEADERS = "otel.exporter.otlp.headers";
    private static final String STANDARD_NAME = "otel.service.name";
    private static final String PATH = "/v1/traces";

    OtlpSettings {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    static Optional<OtlpSettings> of(Environment environment) {
        return Receiver.find(environment, ENDPOINT)
                .map(OtlpSettings::withPath)
                .or(() -> Receiver.find(environment, STANDARD_TRACES))
                .or(() -> Receiver.find(environment, STANDARD_ENDPOINT).map(OtlpSettings::withPath))
                .map(url -> new OtlpSettings(
                        url,
                        headers(environment.find(HEADERS).or(() -> environment.find(STANDARD_HEADERS))),
                        environment.text(STANDARD_NAME, "caravan")));
    }

    private static URI withPath(URI base) {
        String url = base.toString().replaceFirst("/+$", "");
        return URI.create(url.endsWith(PATH) ? url : url + PATH);
    }

    /** {@code name=value}, separated by commas. */
    private static Map<String, String> headers(Optional<String> text) {
        Map<String, String> headers = new TreeMap<>();
        text.stream()
                .flatMap(all -> Stream.of(all.split(",")))
                .map(header -> header.split("=", 2))
                .filter(header -> header.length == 2)
                .forEach(header -> headers.put(header[0].strip(), header[1].strip()));
        return headers;
    }
}
