package dev.caravan.telemetry;

import static java.util.Objects.requireNonNull;

import dev.caravan.project.Environment;
import dev.caravan.project.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * Where lineage events go.
 *
 * @param namespace of the jobs
 * @param apiKey what is sent as {@code Authorization: Bearer}
 */
record LineageSettings(URI url, String endpoint, String namespace, Optional<Secret> apiKey) {
    private static final String URL = "openlineage.url";

    LineageSettings {
        requireNonNull(url, "url is null");
        requireNonNull(endpoint, "endpoint is null");
        requireNonNull(namespace, "namespace is null");
        requireNonNull(apiKey, "apiKey is null");
    }

    static Optional<LineageSettings> of(Environment environment) {
        return Receiver.find(environment, URL)
                .map(url -> new LineageSettings(
                        url,
                        environment.text("openlineage.endpoint", "api/v1/lineage"),
                        environment.text("openlineage.namespace", "caravan-" + environment.name()),
                        environment.secret("openlineage.api-key")));
    }
}
