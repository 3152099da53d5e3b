package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Canaries in settings, addresses of sources and messages, which no answer may sing. */
@Timeout(300)
class SecretsTest {
    private static final String CANARY = "canary7x3q";

    @Test
    void noAnswerHoldsASecret() throws IOException {
        Map<String, String> settings = Map.of(
                "web.token", CANARY + "-web-token",
                "web.user", "ana",
                "web.password", CANARY + "-web-password",
                "query.password", CANARY + "-query",
                "other.secret", CANARY + "-other",
                // the poll fails, and its message quotes the address
                "coinlore.url", "http://user:" + CANARY + "@127.0.0.1:9/?token=" + CANARY);
        try (DemoSite demo = DemoSite.empty(Path.of("target/browser-demo-secrets"), settings)) {
            demo.caravan().poll(List.of("global"), List.of());
            Asking ask = new Asking(demo.url());
            String bearer = "Bearer " + CANARY + "-web-token";
            String run = ask.json("api/runs", "Authorization", bearer)
                    .path("runs")
                    .path(0)
                    .path("id")
                    .asText();

            for (String path : List.of(
                    "mode.js",
                    "api/site",
                    "api/catalog",
                    "api/lineage",
                    "api/runs",
                    "api/runs/" + run,
                    "api/batches",
                    "api/nothing?token=" + CANARY,
                    "api/tables/coins?q=" + CANARY,
                    "health?exposureLevel=full&stackTrace=true&data=true")) {
                HttpResponse<String> answer = ask.get(path, "Authorization", bearer);

                assertThat(answer.body()).as(path).isNotEmpty().doesNotContain(CANARY);
                assertThat(answer.headers().map().toString()).as(path).doesNotContain(CANARY);
                assertThat(ask.get(path).body()).as(path).doesNotContain(CANARY);
            }
            assertThat(ask.query("select '" + CANARY + "-web-token' from nowhere", "Authorization", bearer)
                            .body())
                    .doesNotContain(CANARY + "-web-token");
        }
    }
}
