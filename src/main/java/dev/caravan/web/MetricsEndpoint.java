package dev.caravan.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.Supplier;

/** Metrics as Prometheus reads them; on a thread of their own, because they ask the warehouse. */
final class MetricsEndpoint {
    static final String PATH = "/metrics";

    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final Set<HttpMethod> ALLOWED = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Supplier<String> metrics;
    private final Workers workers;
    private final Answers answers;

    MetricsEndpoint(Supplier<String> metrics, Workers workers, Answers answers) {
        this.metrics = metrics;
        this.workers = workers;
        this.answers = answers;
    }

    void handle(RoutingContext context) {
        if (!ALLOWED.contains(context.request().method())) {
            answers.wrongMethod(context, "GET, HEAD");
            return;
        }
        workers.work(metrics::get).whenComplete(Api.backOn(context, (text, failure) -> reply(context, text, failure)));
    }

    private void reply(RoutingContext context, String text, Throwable failure) {
        if (failure != null) {
            answers.failure(context, failure);
        } else if (!Answers.isGone(context.response())) {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(text);
        }
    }
}
