package dev.caravan.telemetry;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import java.net.URI;
import java.util.Optional;

/** The URL of a receiver, as a setting has it. */
final class Receiver {
    private Receiver() {}

    static Optional<URI> find(Environment environment, String key) {
        return environment.find(key).map(url -> checked(environment, key, url));
    }

    /** Without user, path and query, where a secret may stand. */
    static String shown(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    private static URI checked(Environment environment, String key, String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && uri.getScheme().matches("https?")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below, as every other
        }
        throw new CaravanException(environment.problem(
                key, "is no URL that begins with http:// or https://", "Give one such as http://127.0.0.1:4318."));
    }
}
