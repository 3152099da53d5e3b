package dev.caravan.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Coinlore's API out of a directory of recordings, on this machine's loopback address: the demo runs its routes against
 * it as they are, without a network. Requests may come from several threads.
 */
public final class RecordedApi implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RecordedApi.class);
    private static final int THREADS = 2;

    private final RecordedAnswers answers;
    private final ExecutorService executor;
    private final HttpServer server;

    private RecordedApi(RecordedAnswers answers, HttpServer server) {
        this.answers = answers;
        this.server = server;
        executor = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "recorded-api");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Serves {@code directory} until closed. Port 0 takes a free one. */
    public static RecordedApi start(Path directory, int port) {
        // The JDK's server writes head and body apart: without this, each answer waits 40 ms for the client's ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        RecordedAnswers answers = new RecordedAnswers(directory);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            RecordedApi api = new RecordedApi(answers, HttpServer.create(address, 0));
            api.server.setExecutor(api.executor);
            api.server.createContext("/", api::serve);
            api.server.start();
            return api;
        } catch (IOException e) {
            throw new CaravanException(
                    Problem.at(
                            directory.toString(),
                            "port " + port + " cannot be opened to serve the recordings: " + e.getMessage(),
                            "Stop what listens there, or take port 0, which means any free one."),
                    e);
        }
    }

    /** Without a slash at the end: {@code http://127.0.0.1:49152}. */
    public URI url() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            Optional<String> answer = answers.answer(uri.getPath(), parameters(uri.getRawQuery()));
            byte[] body = answer.orElse("{\"error\":\"no such path\"}").getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.isPresent() ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        } catch (CaravanException e) {
            // the server would drop the connection without a word
            log.error("{}", e.getMessage());
            throw e;
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            String[] pair = parameter.split("=", 2);
            parameters.put(pair[0], pair.length == 2 ? URLDecoder.decode(pair[1], UTF_8) : "");
        }
        return parameters;
    }
}
