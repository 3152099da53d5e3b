package dev.caravan.s3;

import com.adobe.testing.s3mock.junit5.S3MockExtension;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real S3 server in this JVM, and a front of it that tests may break. The server itself is started once for all test
 * classes; faults are forgotten before each test.
 */
public final class S3Server implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private static final Set<String> SET_BY_THE_CLIENT =
            Set.of("host", "content-length", "expect", "connection", "transfer-encoding");

    private final List<Request> seen = new CopyOnWriteArrayList<>();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private URI behind;
    private HttpServer front;
    private ExecutorService threads;
    private S3Client client;

    /** What a client sent. */
    public record Request(String method, String path, Map<String, List<String>> headers, byte[] body) {
        public boolean isPut(String ending) {
            return method.equals("PUT") && path.endsWith(ending);
        }

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Decides whether a request fails, and how. */
    @FunctionalInterface
    public interface Fault {
        Optional<Answer> answer(Request request);
    }

    /** @param cutAfter bytes after which the connection breaks */
    public record Answer(int status, byte[] body, Optional<Integer> cutAfter) {
        public static Answer error(int status, String code, String message) {
            String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + message
                    + "</Message></Error>";
            return new Answer(status, xml.getBytes(), Optional.empty());
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        behind = URI.create("http://localhost:"
                + context.getRoot()
                        .getStore(Namespace.create(S3Server.class))
                        .getOrComputeIfAbsent(Running.class, key -> new Running(context.getRoot()), Running.class)
                        .server
                        .getHttpPort());
        threads = Executors.newCachedThreadPool();
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.setExecutor(threads);
        front.createContext("/", this::handle);
        front.start();
        client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(behind)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        faults.clear();
        seen.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        client.close();
        front.stop(0);
        threads.shutdownNow();
    }

    /** Where clients under test go. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + front.getAddress().getPort());
    }

    /** A bucket of its own for whoever asks. */
    public String newBucket() {
        String bucket = "bucket-" + UUID.randomUUID();
        client.createBucket(request -> request.bucket(bucket));
        return bucket;
    }

    public void breakWith(Fault fault) {
        faults.add(fault);
    }

    public void mend() {
        faults.clear();
    }

    public List<Request> seen() {
        return List.copyOf(seen);
    }

    /** Everything in a bucket by its key, read past the front. */
    public SortedMap<String, byte[]> objects(String bucket) {
        SortedMap<String, byte[]> objects = new TreeMap<>();
        client.listObjectsV2Paginator(request -> request.bucket(bucket))
                .contents()
                .forEach(object -> objects.put(object.key(), object(bucket, object.key())));
        return objects;
    }

    public byte[] object(String bucket, String key) {
        return client.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asByteArray();
    }

    /** A client that goes past the front. */
    public S3Client client() {
        return client;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    exchange.getRequestBody().readAllBytes());
            seen.add(request);
            Optional<Answer> fault = faults.stream()
                    .flatMap(broken -> broken.answer(request).stream())
                    .findFirst();
            if (fault.isPresent()) {
                answer(exchange, fault.get());
            } else {
                forward(exchange, request);
            }
        }
    }

    private void forward(HttpExchange exchange, Request request) throws IOException {
        HttpRequest.Builder copy = HttpRequest.newBuilder(behind.resolve(request.path()))
                .method(request.method(), BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, values) -> {
            if (!SET_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> copy.header(name, value));
            }
        });
        HttpResponse<byte[]> response = send(copy.build());
        response.headers().map().forEach((name, values) -> {
            // of a HEAD's answer the server computes no length
            boolean length = name.equals("content-length") && request.method().equals("HEAD");
            if (length || !SET_BY_THE_CLIENT.contains(name)) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        answer(exchange, new Answer(response.statusCode(), response.body(), Optional.empty()));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        boolean empty = answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
        if (!empty) {
            exchange.getResponseBody().write(answer.body(), 0, answer.cutAfter().orElse(answer.body().length));
        }
    }

    /** Lives as long as all tests. */
    private static final class Running implements AutoCloseable {
        private final S3MockExtension server = S3MockExtension.builder()
                .silent()
                .withHttpPort(0)
                .withSecureConnection(false)
                .build();
        private final ExtensionContext context;

        Running(ExtensionContext context) {
            this.context = context;
            server.beforeAll(context);
        }

        @Override
        public void close() {
            server.afterAll(context);
        }
    }
}
