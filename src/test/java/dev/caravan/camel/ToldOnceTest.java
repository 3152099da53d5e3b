package dev.caravan.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.Progress;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shipped project, each process anew, with one server in the place of Coinlore and of a webhook. */
@Timeout(120)
class ToldOnceTest {
    private static final String GOOD = "[{\"coins_count\":7001,\"active_markets\":29000}]";
    private static final String MORE = "[{\"coins_count\":7001,\"active_markets\":29000,\"mood\":\"bullish\"}]";
    private static final String BAD = "<html>maintenance</html>";

    @TempDir
    Path scratch;

    private final AtomicReference<String> answer = new AtomicReference<>(GOOD);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Map<String, String> settings = new TreeMap<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/hook", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        settings.put("coinlore.url", url);
        settings.put("landing.uri", scratch.resolve("landing").toUri().toString());
        settings.put("notify.webhook.url", url + "/hook");
        settings.put("telemetry.enabled", "true");
        settings.put("warehouse.url", "jdbc:duckdb:" + scratch.resolve("warehouse.duckdb"));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void aFailureIsToldOnceAndItsRecoveryOnceWhateverIsStartedAnew() {
        polls(GOOD, GOOD);
        assertThat(kinds()).isEmpty();

        polls(BAD, BAD);
        polls(BAD);
        assertThat(kinds()).containsExactly("failure");
        assertThat(told.get(0))
                .contains("\"subject\":\"extract\"", "extract failed\\nglobal, ", "<html>maintenance", "run_id");

        polls(GOOD);
        polls(GOOD, GOOD);
        assertThat(kinds()).containsExactly("failure", "recovery");

        polls(BAD, GOOD, BAD);
        assertThat(kinds()).containsExactly("failure", "recovery", "failure", "recovery", "failure");
    }

    @Test
    void aNewFieldIsToldOnceHoweverOftenItIsPolled() {
        polls(GOOD);
        polls(MORE, MORE, GOOD, MORE);

        assertThat(kinds()).containsExactly("drift");
        assertThat(told.get(0)).contains("\"subject\":\"global\"", "mood", "bullish");
    }

    @Test
    void aCommandThatFailsBeforeItNeedsTheRoutesIsToldToo() {
        polls(GOOD);
        settings.put("run.threads", "0");

        fails();
        fails();

        assertThat(kinds()).containsExactly("failure");
        assertThat(told.get(0)).contains("run.threads is \\\"0\\\"");
    }

    @Test
    void theDemoTellsNobodyUnlessItIsAllowed() {
        settings.remove("telemetry.enabled");

        polls(BAD);

        assertThat(told).isEmpty();
    }

    private void polls(String... answers) {
        try (Caravan caravan = caravan()) {
            for (String one : answers) {
                answer.set(one);
                caravan.extract(List.of("global"));
            }
        }
    }

    private void fails() {
        try (Caravan caravan = caravan()) {
            Assertions.assertThatThrownBy(() -> caravan.test(List.of(), List.of()))
                    .hasMessageContaining("run.threads");
        }
    }

    private List<String> kinds() {
        return told.stream()
                .map(body -> body.replaceFirst(".*\"kind\":\"([a-z]+)\".*", "$1"))
                .toList();
    }

    private Caravan caravan() {
        Project project = Project.at(Path.of(""));
        return Caravan.open(
                project,
                Environment.load(project, "demo", Map.of(), settings),
                Map.of(),
                Clock.systemUTC(),
                Progress.SILENT,
                RouteExtraction::open);
    }
}
