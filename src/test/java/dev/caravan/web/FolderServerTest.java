package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderServerTest {
    @TempDir
    Path directory;

    private FolderServer server;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("site/data"));
        Files.writeString(directory.resolve("secret.txt"), "secret");
        Files.writeString(directory.resolve("site/index.html"), "<!doctype html>");
        Files.writeString(folder.resolve("%2E%2E.js"), "odd");
        Files.createSymbolicLink(directory.resolve("site/out.txt"), directory.resolve("secret.txt"));
        server = FolderServer.start(directory.resolve("site"), "127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void filesGoOutWithTheHeadersOfALivePage() throws Exception {
        HttpResponse<String> page = get("");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo("<!doctype html>");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void aNameIsDecodedOnce() throws Exception {
        assertThat(get("data/%252E%252E.js").body()).isEqualTo("odd");
    }

    @Test
    void nothingOutsideOfTheFolderIsRead() throws Exception {
        assertThat(get("out.txt").statusCode()).isEqualTo(404);
        assertThat(get("missing.txt").statusCode()).isEqualTo(404);
        assertThat(get("data").statusCode()).isEqualTo(404);
        assertThat(raw("/../secret.txt")).startsWith("HTTP/1.1 404").doesNotContain("secret");
        assertThat(raw("/%2e%2e/secret.txt")).startsWith("HTTP/1.1 404").doesNotContain("secret");
        assertThat(raw("/data/..%2f..%2fsecret.txt")).startsWith("HTTP/1.1 404").doesNotContain("secret");
        assertThat(raw("//" + directory + "/secret.txt"))
                .startsWith("HTTP/1.1 404")
                .doesNotContain("secret");
    }

    @Test
    void nothingIsTaken() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(server.url())
                .POST(BodyPublishers.ofString("x"))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(post, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void aPortThatIsTakenIsTold() {
        int port = server.url().getPort();

        assertThatThrownBy(() -> FolderServer.start(directory, "127.0.0.1", port))
                .isInstanceOf(CaravanException.class)
                .hasMessage("docs serve: cannot listen at 127.0.0.1:" + port + ": Address already in use\n"
                        + "    Give another one with --port, or --port 0 for any that is free.");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI url = URI.create(server.url() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }

    /** As no client of good manners would write it. */
    private String raw(String path) throws IOException {
        try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.url().getPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
