package dev.caravan.web;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A server on a free port that passes on what it is asked, for benchmarks that look in between. It ends with the process. */
public final class Relay {
    private static final List<String> PASSED_BACK =
            List.of("Content-Type", "Content-Encoding", "Content-Security-Policy");

    private Relay() {}

    /**
     * @param own paths that it answers itself, in JSON
     * @param answered hears the path of each answer that was passed on
     * @return where it is, without a slash at the end
     */
    public static URI before(URI server, Map<String, byte[]> own, Consumer<String> answered) throws IOException {
        // The JDK's server writes head and body apart: without this, each answer waits 40 ms for the client's ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpClient client = HttpClient.newHttpClient();
        HttpServer relay = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        relay.setExecutor(Executors.newCachedThreadPool());
        relay.createContext("/", exchange -> {
            try (exchange) {
                HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(exchange.getRequestURI()));
                exchange.getRequestHeaders()
                        .getOrDefault("Accept-Encoding", List.of())
                        .forEach(value -> request.header("Accept-Encoding", value));
                HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
                for (String name : PASSED_BACK) {
                    answer.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders()
                            .set(name, value));
                }
                exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
                answered.accept(exchange.getRequestURI().getPath());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        own.forEach((path, json) -> relay.createContext(path, exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, json.length);
                exchange.getResponseBody().write(json);
            }
        }));
        relay.start();
        return URI.create("http://127.0.0.1:" + relay.getAddress().getPort());
    }
}
