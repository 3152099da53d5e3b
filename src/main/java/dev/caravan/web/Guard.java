package dev.caravan.web;

import dev.caravan.project.Problem;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before everything that is answered on the port: whom the request is meant for, who sends it, and from which page.
 * A browser on this machine is used by pages of others, too; so a name that is not this machine's is refused (DNS
 * rebinding), and a change asked for by another page is refused (CSRF).
 */
final class Guard implements Handler<RoutingContext> {
    private static final Set<String> HEALTH = Set.of("/health", "/health/live", "/health/ready");
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<HttpMethod> CHANGE_NOTHING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Set<String> SAME_PAGE = Set.of("same-origin", "none");

    private final PageSettings settings;
    private final Credentials credentials;
    private final Answers answers;

    Guard(PageSettings settings, Answers answers) {
        this.settings = settings;
        this.answers = answers;
        credentials = new Credentials(settings);
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        PageHeaders.put(context.response().headers());
        Optional<Problem> stranger = wrongHost(request);
        if (stranger.isPresent()) {
            answers.problem(context, 421, stranger.get());
            return;
        }
        boolean known = isKnown(request, context.normalizedPath());
        if (HEALTH.contains(context.normalizedPath())) {
            limitHealth(request.params(), known);
            context.next();
            return;
        }
        if (!known) {
            context.response().putHeader("WWW-Authenticate", credentials.challenge());
            answers.problem(
                    context,
                    401,
                    Problem.at(
                            "page",
                            "nobody is let in without a name",
                            "Send the user and password, or the token, of this environment's settings."));
            return;
        }
        if (!CHANGE_NOTHING.contains(request.method()) && isFromAnotherPage(request)) {
            answers.problem(
                    context, 403, Problem.at("page", "the request comes from another page", "Ask from this one."));
            return;
        }
        context.next();
    }

    private Optional<Problem> wrongHost(HttpServerRequest request) {
        String name = Optional.ofNullable(request.authority())
                .map(HostAndPort::host)
                .orElse("")
                .toLowerCase(Locale.ROOT);
        boolean everyName = !settings.loopback() && settings.names().isEmpty();
        if (everyName || OWN_NAMES.contains(name) || settings.names().contains(name)) {
            return Optional.empty();
        }
        return Optional.of(Problem.at(
                "page",
                "\"" + name + "\" is no name of this server",
                "Ask for localhost or 127.0.0.1, or add the name to web.names."));
    }

    /** Where there are no pages and nobody is asked, others than this machine get what routes answer, and no metrics. */
    private boolean isKnown(HttpServerRequest request, String path) {
        return settings.asksWho()
                ? credentials.accept(Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)))
                : settings.loopback() || !settings.enabled() && !path.equals(MetricsEndpoint.PATH);
    }

    /** Camel's health shows stack traces and settings of its checks to whoever asks for them. */
    private void limitHealth(MultiMap parameters, boolean known) {
        parameters.clear();
        boolean mayHaveDetails = known && (settings.loopback() || settings.asksWho());
        if (!mayHaveDetails) {
            parameters.set("exposureLevel", "oneline");
        }
    }

    private static boolean isFromAnotherPage(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !SAME_PAGE.contains(site)) {
            return true;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !authority(origin).equalsIgnoreCase(authority(request.authority()));
    }

    private static String authority(HostAndPort host) {
        return host.port() < 0 ? host.host() : host.host() + ":" + host.port();
    }

    /** Host and port; the scheme may be another one where a proxy ends TLS. */
    private static String authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority()).orElse("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
