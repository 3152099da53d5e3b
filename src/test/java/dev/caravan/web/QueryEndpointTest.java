package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selects of people who may look at everything, change nothing and hold up nobody. */
@SharedDemo
class QueryEndpointTest {
    private static final String ENDLESS = "select count(*) from range(1000000) a, range(1000000) b, range(1000) c";

    private URI url;
    private Asking ask;

    @BeforeEach
    void begin(DemoSite demo) {
        url = demo.url();
        ask = new Asking(url);
    }

    @Test
    void aSelectGivesItsRowsWithTheirTypes() {
        JsonNode result = ask.read(
                ask.query("select 1 as one, 1.50 as price, null as nothing").body());

        assertThat(result.path("columns").get(1).path("kind").asText()).isEqualTo("number");
        assertThat(result.path("rows").toString()).isEqualTo("[[1,\"1.5\",null]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop table star.dim_coin",
                "select 1; select 2",
                "select * from read_csv('/etc/passwd')",
                "select * from range(10000000)",
                "copy (select 1) to 'x.csv'",
                "attach 'other.duckdb'",
                "select",
                "select * from nowhere.nothing",
            })
    void whatIsNotAllowedIsSaidAndTheProcessStaysUp(String sql) {
        HttpResponse<String> refused = ask.query(sql);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(ask.read(refused.body()).path("problems").get(0).path("what").asText())
                .isNotEmpty();
        assertThat(refused.body()).doesNotContain("\\tat ").doesNotContain("Exception");
        assertThat(ask.query("select 1").statusCode()).isEqualTo(200);
    }

    @Test
    void onlyJsonIsReadAndNotMuchOfIt() {
        assertThat(ask.send("POST", "api/query", "{\"sql\":\"select 1\"}", "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(415);
        assertThat(body("{").statusCode()).isEqualTo(400);
        assertThat(body("[]").statusCode()).isEqualTo(400);
        assertThat(body("{\"sql\":\"select 1\",\"limit\":0}").statusCode()).isEqualTo(400);
        assertThat(body("{\"sql\":\"" + "a".repeat(70_000) + "\"}").statusCode())
                .isEqualTo(413);
        assertThat(ask.get("api/query").statusCode()).isEqualTo(405);
    }

    @Test
    void queriesThatNeverEndHoldUpNobodyElseAndEndWithTheirClient() throws IOException {
        List<Socket> clients = new ArrayList<>();
        String body = "{\"sql\":\"" + ENDLESS + "\"}";
        // more than go on and wait together
        for (int i = 0; i < 30; i++) {
            Socket client = new Socket(url.getHost(), url.getPort());
            client.getOutputStream()
                    .write(("POST /api/query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            clients.add(client);
        }

        // as soon as one is refused, all places are taken
        await().until(() -> isAnyAnswered(clients));
        assertThat(ask.get("api/runs?limit=7").statusCode()).isEqualTo(200);
        assertThat(ask.get("mode.js").statusCode()).isEqualTo(200);
        HttpResponse<String> last = ask.query("select 31");
        assertThat(last.statusCode()).isEqualTo(503);
        assertThat(last.headers().firstValue("retry-after")).isPresent();

        for (Socket client : clients) {
            client.close();
        }
        await().atMost(Duration.ofSeconds(8)).until(() -> ask.query("select 1").statusCode() == 200);
    }

    private static boolean isAnyAnswered(List<Socket> clients) throws IOException {
        for (Socket client : clients) {
            if (client.getInputStream().available() > 0) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aLongQueryIsEndedByTheTimeOfTheSettings() throws IOException {
        try (DemoSite quick =
                DemoSite.empty(Path.of("target/browser-demo-quick"), java.util.Map.of("query.timeout", "500ms"))) {
            HttpResponse<String> ended = new Asking(quick.url()).query(ENDLESS);

            assertThat(ended.statusCode()).isEqualTo(400);
            assertThat(ended.body()).contains("the query was ended after 0.5 s");
        }
    }

    private HttpResponse<String> body(String text) {
        return ask.send("POST", "api/query", text, "Content-Type", "application/json");
    }
}
