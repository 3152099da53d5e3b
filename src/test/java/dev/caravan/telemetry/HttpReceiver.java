package dev.caravan.telemetry;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A server that keeps what is posted to it. */
final class HttpReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private final CountDownLatch silent = new CountDownLatch(1);

    /** @param authorization the header, where there was one */
    record Posted(String path, Optional<String> authorization, byte[] body) {}

    private HttpReceiver(int status) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            posted.add(new Posted(
                    exchange.getRequestURI().toString(),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                    exchange.getRequestBody().readAllBytes()));
            if (status < 0) {
                await(silent);
            }
            exchange.sendResponseHeaders(Math.abs(status), -1);
            exchange.close();
        });
        server.start();
    }

    static HttpReceiver thatAnswers(int status) throws IOException {
        return new HttpReceiver(status);
    }

    /** Takes requests and answers none. */
    static HttpReceiver thatIsSilent() throws IOException {
        return new HttpReceiver(-200);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Posted> posted() {
        return List.copyOf(posted);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        silent.countDown();
        server.stop(0);
    }
}
