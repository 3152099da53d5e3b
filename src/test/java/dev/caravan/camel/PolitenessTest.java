package dev.caravan.camel;

import static dev.caravan.camel.FakeCoinlore.brokenOff;
import static dev.caravan.camel.FakeCoinlore.ok;
import static dev.caravan.camel.FakeCoinlore.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.camel.FakeCoinlore.Request;
import dev.caravan.project.CaravanException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often, how fast and how patiently the shipped routes ask a server, as the YAML says. */
class PolitenessTest {
    private static final String GLOBAL = "[{\"coins_count\":7001}]";
    private static final String NEXT = "\n    Nothing of this poll is committed; the next one asks again.";

    @TempDir
    Path scratch;

    private FakeCoinlore server;

    @BeforeEach
    void listen() throws IOException {
        server = new FakeCoinlore();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aServerErrorIsAskedAgain() {
        server.on("/", status(500, "oops"), ok(GLOBAL));

        assertThat(rows(Map.of())).isEqualTo(1);
        assertThat(server.uris()).containsExactly("/api/global/", "/api/global/");
    }

    @Test
    void aServerThatStaysBrokenIsAskedAsOftenAsTheSettingSays() {
        server.on("/", status(500, "oops"));

        assertThatThrownBy(() -> rows(Map.of("coinlore.retries", "3")))
                .isInstanceOf(CaravanException.class)
                .hasMessage("global, " + server.url() + "/api/global/: the poll failed: the server answers 500" + NEXT);
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void aPollOfManyRequestsNamesTheOneThatFailed() {
        server.on("/", status(404, ""));

        assertThatThrownBy(() -> ShippedRoutes.poll("markets", scratch, server.url(), Map.of()))
                .hasMessage("markets, " + server.url()
                        + "/api/coin/markets/?id=90: the poll failed: the server answers 404" + NEXT);
    }

    @Test
    void whatAnotherTryWouldNotChangeIsNotAskedAgain() {
        server.on("/", status(404, "no such page"));

        assertThatThrownBy(() -> rows(Map.of()))
                .hasMessage("global, " + server.url() + "/api/global/: the poll failed: the server answers 404" + NEXT);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void tooManyRequestsWithoutAWishIsAskedAgainByTheBackoff() {
        server.on("/", status(429, "slower"), ok(GLOBAL));

        assertThat(rows(Map.of())).isEqualTo(1);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void waitsAsLongAsRetryAfterWishes() {
        server.on("/", status(429, "slower", "retry-after", "1"), ok(GLOBAL));

        assertThat(rows(Map.of())).isEqualTo(1);
        List<Request> requests = server.requests();
        assertThat(Duration.ofNanos(requests.get(1).nanos() - requests.get(0).nanos()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void givesUpAtOnceWhereRetryAfterIsLongerThanThePollsPatience() {
        server.on("/", status(429, "slower", "Retry-After", "3600"));

        assertThatThrownBy(() -> rows(Map.of()))
                .hasMessage("global, " + server.url() + "/api/global/: the poll failed: the server answers 429 and"
                        + " wishes to be left alone 3600 s" + NEXT);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void theDelayGrowsFromTryToTry() {
        server.on("/", status(503, ""));

        assertThatThrownBy(() -> rows(Map.of("coinlore.retries", "3", "coinlore.retry-delay-millis", "60")))
                .isInstanceOf(CaravanException.class);
        List<Request> requests = server.requests();
        // 60, 120, 240 ms, each with 15 % of jitter at most
        assertThat(Duration.ofNanos(requests.get(3).nanos() - requests.get(2).nanos()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(204));
    }

    @Test
    void aServerThatSaysNothingIsAskedAgain() {
        server.on("/", server.silence(), ok(GLOBAL));

        assertThat(rows(Map.of("coinlore.response-timeout-millis", "200"))).isEqualTo(1);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aServerThatNeverSaysAnythingFailsThePoll() {
        server.on("/", server.silence());

        assertThatThrownBy(() -> rows(Map.of("coinlore.response-timeout-millis", "100", "coinlore.retries", "1")))
                .hasMessageMatching("(?s)global, " + server.url()
                        + "/api/global/: the poll failed: no answer came in time" + " \\(.*\\)" + NEXT);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void anAnswerThatBreaksOffIsAskedAgain() {
        server.on("/", brokenOff("[{\"coins_count\":"), ok(GLOBAL));

        assertThat(rows(Map.of())).isEqualTo(1);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aConnectionThatIsResetInMidBodyLandsNothing() throws IOException {
        try (ServerSocket resetting = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture.runAsync(() -> resetEveryConnection(resetting));
            String url = "http://127.0.0.1:" + resetting.getLocalPort();

            assertThatThrownBy(() -> ShippedRoutes.poll("global", scratch, url, Map.of("coinlore.retries", "1")))
                    .isInstanceOf(CaravanException.class)
                    .hasMessageMatching("(?s)global, " + url + "/api/global/: the poll failed: .+" + NEXT);
        }
        try (ShippedRoutes routes = new ShippedRoutes(scratch, server.url(), Map.of())) {
            assertThat(routes.committed("global")).isEmpty();
        }
    }

    @Test
    void datasetsThatArePolledSideBySideShareOnePace() {
        server.on("/api/global/", GLOBAL).on("/api/exchanges/", "{\"5\":{\"id\":\"5\"}}");

        long begun = System.nanoTime();
        try (ShippedRoutes routes =
                new ShippedRoutes(scratch, server.url(), Map.of("coinlore.requests-per-second", "2"))) {
            CompletableFuture<?> global = CompletableFuture.runAsync(() -> {
                routes.poll("global");
                routes.poll("global");
                routes.poll("global");
            });
            CompletableFuture<?> exchanges = CompletableFuture.runAsync(() -> {
                routes.poll("exchanges");
                routes.poll("exchanges");
            });
            CompletableFuture.allOf(global, exchanges).join();
        }

        assertFiveTookTwoSeconds(begun);
    }

    @Test
    void triesAfterAFailureKeepThePaceToo() {
        server.on("/", status(503, ""));
        long begun = System.nanoTime();

        assertThatThrownBy(() -> rows(Map.of("coinlore.requests-per-second", "2", "coinlore.retries", "4")))
                .isInstanceOf(CaravanException.class);
        assertFiveTookTwoSeconds(begun);
    }

    @Test
    void theCircuitBreakerSparesAServerThatIsDown() {
        server.on("/", status(503, ""));

        try (ShippedRoutes routes = new ShippedRoutes(scratch, server.url(), Map.of("coinlore.retries", "9"))) {
            assertThatThrownBy(() -> routes.poll("global")).isInstanceOf(CaravanException.class);
            assertThatThrownBy(() -> routes.poll("global")).isInstanceOf(CaravanException.class);
            assertThatThrownBy(() -> routes.poll("global"))
                    .hasMessage(
                            "global, " + server.url() + "/api/global/: the poll failed: nothing is asked for a while,"
                                    + " because too many requests in a row have failed" + NEXT);
        }
        assertThat(server.requests()).hasSize(20);
    }

    @Test
    void aSlashAtTheEndOfTheUrlChangesNothing() {
        server.on("/", GLOBAL);

        ShippedRoutes.poll("global", scratch, server.url() + "/", Map.of());

        assertThat(server.uris()).containsExactly("/api/global/");
    }

    @Test
    void neitherSideSeesTheOthersOwnHeaders() {
        server.on(
                "/api/coin/markets/",
                status(200, "[{\"name\":\"Binance\"}]", "CaravanColumn.base", "forged", "Set-Cookie", "a=b"));

        var extracted = ShippedRoutes.poll("markets", scratch, server.url(), Map.of());

        assertThat(ShippedRoutes.landed(scratch, extracted.batches().get(0)))
                .containsExactly(List.of("90", "Binance", "", "", "", "", "", "", "", ""));
        assertThat(server.requests().get(0).headers().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("c") && name.contains("ravan"));
    }

    private long rows(Map<String, String> settings) {
        return ShippedRoutes.poll("global", scratch, server.url(), settings)
                .batches()
                .get(0)
                .rowsLanded();
    }

    /** Two at once, two a second later, the fifth another second later. */
    private void assertFiveTookTwoSeconds(long begun) {
        List<Request> requests = server.requests();
        assertThat(requests).hasSize(5);
        assertThat(Duration.ofNanos(requests.get(4).nanos() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    private static void resetEveryConnection(ServerSocket server) {
        while (true) {
            try (Socket client = server.accept()) {
                client.getInputStream().read(new byte[1024]);
                client.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[{\"coins_count\":".getBytes());
                client.getOutputStream().flush();
                client.setSoLinger(true, 0);
            } catch (IOException e) {
                return;
            }
        }
    }
}
