package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.docs.Json;
import dev.caravan.pipeline.Step;
import dev.caravan.project.Masking;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The run in hand, as pages follow it over real sockets. */
@Timeout(240)
class EventStreamsTest {
    private static final int SMALLEST_BUFFER = 1_024;

    private final Vertx vertx = Vertx.vertx();
    private final LiveRun run = new LiveRun(Clock.systemUTC(), Masking.ofUrls());
    private EventStreams streams;
    private HttpServer server;

    @BeforeEach
    void open() {
        streams = new EventStreams(vertx, run, new Answers(new Json(), Masking.ofUrls()));
    }

    /** @param idleSeconds as the page's server closes connections that nothing passes; 0 for never */
    private void listen(int idleSeconds) {
        Router router = Router.router(vertx);
        router.route().handler(streams::handle);
        server = vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(idleSeconds))
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aPageHearsWhatHappensUntilTheServerStops() throws IOException {
        listen(0);
        run.commandBegan("run", "0198");
        try (Socket page = connect(SMALLEST_BUFFER << 6)) {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(page.getInputStream(), StandardCharsets.UTF_8));
            awaitLine(reader, "event: snapshot");

            run.began(Step.EXTRACT, "coins");

            awaitLine(reader, "event: began");
            assertThat(reader.readLine()).startsWith("data: {\"step\":\"extract\",\"name\":\"coins\",\"at\":");
            streams.close();
            try (Stream<String> rest = reader.lines()) {
                assertThat(rest).last().asString().isEmpty();
            }
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> streams.open() == 0);
    }

    @Test
    void aPageThatReadsNothingIsCutOff() throws IOException {
        listen(2);
        try (Socket page = connect(SMALLEST_BUFFER)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> streams.open() == 1);
            String longName = "x".repeat(10_000);

            for (int i = 0; streams.open() == 1 && i < 10_000; i++) {
                run.began(Step.BUILD, longName);
            }

            await().atMost(Duration.ofSeconds(60)).until(() -> streams.open() == 0);
            assertThat(page.isClosed()).isFalse();
        }
    }

    private Socket connect(int receiveBuffer) throws IOException {
        Socket page = new Socket();
        page.setReceiveBufferSize(receiveBuffer);
        page.setSoTimeout(30_000);
        page.connect(new InetSocketAddress("127.0.0.1", server.actualPort()));
        page.getOutputStream()
                .write("GET /api/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return page;
    }

    private static void awaitLine(BufferedReader reader, String line) throws IOException {
        String read = reader.readLine();
        while (read != null && !read.equals(line)) {
            read = reader.readLine();
        }
        assertThat(read).isEqualTo(line);
    }
}
