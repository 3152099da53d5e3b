package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, before anything is answered. */
@Timeout(60)
class GuardTest {
    private static final String TOKEN = "canary-token-0123456789";
    private static final String PASSWORD = "canary-password";

    @TempDir
    Path project;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void aPageThatOthersCanReachAsksWhoTheyAre() throws IOException {
        assertThatThrownBy(() -> settings("web.host=0.0.0.0"))
                .isInstanceOf(CaravanException.class)
                .hasMessage(
                        """
                        environments/night.properties:1: web.host is "0.0.0.0", so that others can reach the page, and \
                        nobody is asked who they are
                            Set web.user and web.password for people, web.token for machines, or both, best in the \
                        process environment (WEB_TOKEN); or set web.enabled=false, which leaves /health without details.""");

        assertThat(settings("web.host=0.0.0.0\nweb.enabled=false").enabled()).isFalse();
        assertThat(settings("web.host=0.0.0.0\nweb.token=" + TOKEN).asksWho()).isTrue();
    }

    @Test
    void credentialsAreWholeAndLong() {
        assertThatThrownBy(() -> settings("web.token=short\nweb.user=a:b\nweb.password=short"))
                .hasMessage(
                        """
                        environments/night.properties:1: web.token is shorter than 16 characters
                            Make it long and random.
                        environments/night.properties:2: web.user has a colon, which HTTP does not allow
                            Take another name.
                        environments/night.properties:3: web.password is shorter than 8 characters
                            Take a longer one.""");
        assertThatThrownBy(() -> settings("web.user=ana"))
                .hasMessage(
                        """
                        environments/night.properties:1: web.user is set without web.password
                            Set both, or neither.""");
    }

    @Test
    void tokenAndLoginOpenAndNothingElseDoes() throws IOException {
        Asking ask = serve("web.token=" + TOKEN + "\nweb.user=ana\nweb.password=" + PASSWORD);

        HttpResponse<String> nobody = ask.get("anything");
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("www-authenticate"))
                .contains("Basic realm=\"Caravan\", charset=\"UTF-8\"");
        assertThat(status(ask, "Bearer " + TOKEN)).isEqualTo(200);
        assertThat(status(ask, basic("ana:" + PASSWORD))).isEqualTo(200);
        assertThat(status(ask, basic("whoever:" + TOKEN))).isEqualTo(200);
        assertThat(status(ask, basic("bob:" + PASSWORD))).isEqualTo(401);
        assertThat(status(ask, basic("ana:" + PASSWORD + "x"))).isEqualTo(401);
        assertThat(status(ask, "Bearer " + PASSWORD)).isEqualTo(401);
        assertThat(status(ask, "Bearer ")).isEqualTo(401);
        assertThat(status(ask, "Basic %%%")).isEqualTo(401);
        assertThat(status(ask, basic("no-colon"))).isEqualTo(401);
    }

    @Test
    void aProbeNeedsNoCredentialsAndGetsNoDetails() throws IOException {
        Asking ask = serve("web.token=" + TOKEN);

        assertThat(ask.get("health/live?exposureLevel=full&stackTrace=true").body())
                .isEqualTo("exposureLevel=oneline");
        assertThat(ask.get("health/ready?data=true", "Authorization", "Bearer " + TOKEN)
                        .body())
                .isEmpty();
        assertThat(ask.get("health/../anything").statusCode()).isEqualTo(401);
        assertThat(ask.get("health/other").statusCode()).isEqualTo(401);
    }

    @Test
    void metricsAreForThisMachineAndForThoseWhoSayWhoTheyAre() throws IOException {
        assertThat(serve("").get("metrics").statusCode()).isEqualTo(200);

        Asking ask = serve("web.host=0.0.0.0\nweb.enabled=false\nweb.token=" + TOKEN);
        assertThat(ask.get("metrics").statusCode()).isEqualTo(401);
        assertThat(ask.get("metrics", "Authorization", "Bearer " + TOKEN).statusCode())
                .isEqualTo(200);

        Asking nobody = serve("web.host=0.0.0.0\nweb.enabled=false");
        assertThat(nobody.get("anything").statusCode()).isEqualTo(200);
        assertThat(nobody.get("metrics").statusCode()).isEqualTo(401);
        assertThat(nobody.get("x/../metrics").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:80",
                "127.0.0.1.evil.example",
                "[::2]",
                "localhost.evil.example",
                ""
            })
    void aNameThatIsNotThisMachinesIsRefused(String host) throws IOException {
        assertThat(serve("").raw("GET /anything HTTP/1.1", "Host: " + host)).startsWith("HTTP/1.1 421 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:8080", "[::1]:8080", "data.example"})
    void namesOfThisMachineAndOfTheSettingsAreGood(String host) throws IOException {
        assertThat(serve("web.names=data.example").raw("GET /anything HTTP/1.1", "Host: " + host))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void anotherPageMayAskForNoChange() throws IOException {
        Asking ask = serve("");

        assertThat(post(ask, "Origin: https://evil.example")).startsWith("HTTP/1.1 403 ");
        assertThat(post(ask, "Origin: null")).startsWith("HTTP/1.1 403 ");
        assertThat(post(ask, "Origin: http://localhost:2")).startsWith("HTTP/1.1 403 ");
        assertThat(post(ask, "Sec-Fetch-Site: cross-site")).startsWith("HTTP/1.1 403 ");
        assertThat(post(ask, "Origin: http://localhost:1")).startsWith("HTTP/1.1 200 ");
        assertThat(post(ask, "Sec-Fetch-Site: same-origin")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void everyAnswerTellsTheBrowserWhatNotToDo() throws IOException {
        for (String path : new String[] {"anything", "health"}) {
            HttpResponse<String> answer = serve("").get(path);

            assertThat(answer.headers().firstValue("content-security-policy"))
                    .contains("default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                            + " connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
                            + " frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
            assertThat(answer.headers().firstValue("referrer-policy")).contains("no-referrer");
            assertThat(answer.headers().firstValue("cross-origin-opener-policy"))
                    .contains("same-origin");
            assertThat(answer.headers().firstValue("permissions-policy")).isPresent();
            assertThat(answer.headers().firstValue("server")).isEmpty();
        }
    }

    /** A server that says 200 and, of health, which parameters got through. */
    private Asking serve(String text) throws IOException {
        Router router = Router.router(vertx);
        PageSettings settings = settings(text);
        Answers answers = new Answers(new dev.caravan.docs.Json(), settings.masking());
        router.route().handler(new Guard(settings, answers));
        router.route().handler(context -> {
            StringBuilder got = new StringBuilder();
            context.request()
                    .params()
                    .forEach((name, value) -> got.append(name).append('=').append(value));
            context.response().end(got.toString());
        });
        HttpServer server =
                await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        return new Asking(URI.create("http://127.0.0.1:" + server.actualPort() + "/"));
    }

    private PageSettings settings(String text) throws IOException {
        Files.createDirectories(project.resolve("environments"));
        Files.writeString(project.resolve("environments/night.properties"), text);
        return PageSettings.of(Environment.load(Project.at(project), "night", java.util.Map.of(), java.util.Map.of()));
    }

    private static int status(Asking ask, String authorization) {
        return ask.get("anything", "Authorization", authorization).statusCode();
    }

    private static String post(Asking ask, String header) throws IOException {
        return ask.raw("POST /anything HTTP/1.1", "Host: localhost:1", "Content-Length: 0", header);
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
