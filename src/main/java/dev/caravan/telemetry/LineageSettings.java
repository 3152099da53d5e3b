package dev.caravan.telemetry;

import static java.util.Objects.requireNonNull;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where lineage events go.
 *
 * @param namespace of the jobs
 * @param producer what made the events: unless set, this program as others name packages (package-url, "maven")
 * @param apiKey what is sent as {@code Authorization: Bearer}
 */
record LineageSettings(URI url, String endpoint, String namespace, URI producer, Optional<Secret> apiKey) {
    private static final String URL = "openlineage.url";
    private static final String PRODUCER = "openlineage.producer";
    private static final String PACKAGE = "pkg:maven/dev.caravan/caravan";

    LineageSettings {
        requireNonNull(url, "url is null");
        requireNonNull(endpoint, "endpoint is null");
        requireNonNull(namespace, "namespace is null");
        requireNonNull(producer, "producer is null");
        requireNonNull(apiKey, "apiKey is null");
    }

    static Optional<LineageSettings> of(Environment environment) {
        return Receiver.find(environment, URL)
                .map(url -> new LineageSettings(
                        url,
                        environment.text("openlineage.endpoint", "api/v1/lineage"),
                        environment.text("openlineage.namespace", "caravan-" + environment.name()),
                        environment
                                .find(PRODUCER)
                                .map(uri -> checked(environment, uri))
                                .orElseGet(LineageSettings::program),
                        environment.secret("openlineage.api-key")));
    }

    /** With its version, where the jar has one. */
    private static URI program() {
        return URI.create(Optional.ofNullable(LineageSettings.class.getPackage().getImplementationVersion())
                .map(version -> PACKAGE + "@" + version)
                .orElse(PACKAGE));
    }

    private static URI checked(Environment environment, String text) {
        try {
            URI uri = new URI(text);
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below, as a relative one
        }
        throw new CaravanException(environment.problem(
                PRODUCER, "is no URI with a scheme", "Give one such as https://git.example/warehouse/tree/v1."));
    }
}
