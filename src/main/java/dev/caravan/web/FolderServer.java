package dev.caravan.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the files of an exported page, and nothing else, with the headers of a live one. Reads only. */
public final class FolderServer implements AutoCloseable {
    private static final int THREADS = 4;
    private static final String INDEX = "index.html";

    private final Path folder;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private FolderServer(Path folder, HttpServer server) {
        this.folder = folder;
        this.server = server;
    }

    /**
     * @param port 0 for any that is free
     * @throws CaravanException where the port is taken, or the host is none of this machine
     */
    public static FolderServer start(Path folder, String host, int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
            FolderServer files = new FolderServer(folder.toRealPath(), server);
            server.setExecutor(files.threads);
            server.createContext("/", files::answer);
            server.start();
            return files;
        } catch (IOException | IllegalArgumentException e) {
            throw new CaravanException(
                    Problem.at(
                            "docs serve",
                            "cannot listen at " + host + ":" + port + ": " + e.getMessage(),
                            "Give another one with --port, or --port 0 for any that is free."),
                    e);
        }
    }

    public URI url() {
        InetSocketAddress address = server.getAddress();
        String host = address.getHostString();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            PageHeaders.all().forEach(exchange.getResponseHeaders()::set);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (!head && !exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            Optional<Path> file = file(exchange.getRequestURI().getPath());
            if (file.isEmpty()) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", type(file.get()));
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            exchange.sendResponseHeaders(200, head ? -1 : Files.size(file.get()));
            if (!head) {
                try (InputStream in = Files.newInputStream(file.get())) {
                    in.transferTo(exchange.getResponseBody());
                }
            }
        }
    }

    /** A file that lies in the folder, links followed; nothing where the path leads anywhere else. */
    private Optional<Path> file(String path) throws IOException {
        if (path == null || path.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Path named =
                folder.resolve(path.equals("/") ? INDEX : path.substring(1)).normalize();
        if (!named.startsWith(folder) || !Files.isRegularFile(named)) {
            return Optional.empty();
        }
        return Optional.of(named.toRealPath()).filter(file -> file.startsWith(folder));
    }

    private static String type(Path file) {
        String name = file.getFileName().toString();
        return Assets.TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
