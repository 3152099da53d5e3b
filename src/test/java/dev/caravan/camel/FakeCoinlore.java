package dev.caravan.camel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a free port that answers a path with one answer after the other, the last one for ever. */
final class FakeCoinlore implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Request> requests = new ArrayList<>();

    /** What was asked, and when. */
    record Request(String uri, Map<String, String> headers, long nanos) {}

    /** Writes one answer. */
    @FunctionalInterface
    interface Answer {
        void write(HttpExchange exchange) throws IOException;
    }

    FakeCoinlore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    FakeCoinlore on(String path, Answer... answers) {
        AtomicInteger next = new AtomicInteger();
        server.createContext(path, exchange -> {
            note(exchange);
            try (exchange) {
                answers[Math.min(next.getAndIncrement(), answers.length - 1)].write(exchange);
            }
        });
        return this;
    }

    FakeCoinlore on(String path, String... bodies) {
        return on(path, List.of(bodies).stream().map(FakeCoinlore::ok).toArray(Answer[]::new));
    }

    static Answer ok(String body) {
        return status(200, body);
    }

    static Answer status(int status, String body, String... header) {
        return exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            for (int i = 0; i < header.length; i += 2) {
                exchange.getResponseHeaders().add(header[i], header[i + 1]);
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Promises more than it sends, and hangs up. */
    static Answer brokenOff(String begin) {
        return exchange -> {
            exchange.sendResponseHeaders(200, begin.length() + 1000L);
            exchange.getResponseBody().write(begin.getBytes(UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    /** Says nothing until the server is closed. */
    Answer silence() {
        return exchange -> {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    List<String> uris() {
        return requests().stream().map(Request::uri).toList();
    }

    private synchronized void note(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
        requests.add(new Request(exchange.getRequestURI().toString(), headers, System.nanoTime()));
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
