package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.docs.Json;
import dev.caravan.project.Masking;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MetricsEndpointTest {
    private final Vertx vertx = Vertx.vertx();
    private final Workers workers = new Workers("metrics", 1, 8);

    @AfterEach
    void close() {
        workers.close();
        await(vertx.close());
    }

    @Test
    void theTextComesInTheTypeThatPrometheusReads() {
        HttpResponse<String> answer = serve(() -> "caravan_run_active 0.0\n").get("metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        assertThat(answer.body()).isEqualTo("caravan_run_active 0.0\n");
    }

    @Test
    void nothingCanBeChangedThere() {
        HttpResponse<String> answer = serve(() -> "").send("POST", "metrics", "x");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD");
    }

    private Asking serve(Supplier<String> metrics) {
        Router router = Router.router(vertx);
        Answers answers = new Answers(new Json(), Masking.ofUrls());
        router.route(MetricsEndpoint.PATH).handler(new MetricsEndpoint(metrics, workers, answers)::handle);
        HttpServer server =
                await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        return new Asking(URI.create("http://127.0.0.1:" + server.actualPort() + "/"));
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
