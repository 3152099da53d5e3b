package dev.caravan.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Stands before an API and answers what that one answers, except where a fault strikes. */
final class FaultyApi implements AutoCloseable {
    private static final byte[] GARBAGE =
            "<html><body>We will be back soon.</body></html>".getBytes(StandardCharsets.UTF_8);

    private final URI behind;
    private final Supplier<PlannedFaults> faults;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    FaultyApi(URI behind, Supplier<PlannedFaults> faults) throws IOException {
        this.behind = behind;
        this.faults = faults;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<FaultKind> fault = faults.get().strike(Point.API_REQUEST);
            if (faults.get().isKilled() || fault.equals(Optional.of(FaultKind.API_HANGS_UP))) {
                return; // closed without a word
            }
            if (fault.equals(Optional.of(FaultKind.API_ANSWERS_503))) {
                answer(exchange, 503, GARBAGE, GARBAGE.length);
                return;
            }
            if (fault.equals(Optional.of(FaultKind.API_ANSWERS_GARBAGE))) {
                answer(exchange, 200, GARBAGE, GARBAGE.length);
                return;
            }
            HttpResponse<byte[]> real = ask(exchange.getRequestURI());
            boolean half = fault.equals(Optional.of(FaultKind.API_BREAKS_OFF));
            answer(exchange, real.statusCode(), real.body(), real.body().length / (half ? 2 : 1));
        }
    }

    private HttpResponse<byte[]> ask(URI uri) throws IOException {
        try {
            return http.send(HttpRequest.newBuilder(behind.resolve(uri)).build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body, int sent) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body, 0, sent);
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
