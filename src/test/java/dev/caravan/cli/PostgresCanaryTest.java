package dev.caravan.cli;

import static dev.caravan.cli.Canaries.inUrl;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.caravan.warehouse.TestPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The canaries where one of them is the password of a real PostgreSQL server, and others open receivers on the network. */
@Timeout(300)
class PostgresCanaryTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static TestPostgres server;

    @TempDir
    Path directory;

    private Canaries canaries;
    private String url;

    /** A server that trusts the tests of others, and asks one role for its password. */
    @BeforeAll
    static void start() throws IOException {
        server = TestPostgres.start();
        server.administer("create role keeper login");
        server.administer("grant caravan to keeper");
        server.administer(
                """
                do $$ begin execute format('copy (values (''host all keeper all scram-sha-256''), \
                (''local all all trust''), (''host all all all trust'')) to %L', current_setting('hba_file')); end $$""");
        server.administer("select pg_reload_conf()");
    }

    @BeforeEach
    void plant() throws IOException {
        canaries = Canaries.planted(Files.createDirectories(directory.resolve("project")));
        url = server.createDatabase().replace("localhost", "127.0.0.1");
        server.administer("alter role keeper login password '"
                + canaries.of("WAREHOUSE_PASSWORD").replace("'", "''") + "'");
        server.administer("alter database " + url.replaceFirst(".*/", "") + " owner to keeper");
    }

    @Test
    void noneSingsInWhatIsLoadedExportedAndRefused() throws Exception {
        assertThat(canaries.sung(onPostgres("run", "--verbose", "--log-format", "json")))
                .isEmpty();
        assertThat(canaries.said(
                        onPostgres("query", "select count(*) as coins from staging.stg_coins", "--format", "csv")))
                .matches("(?s)coins\\s+[1-9]\\d*\\s+");
        assertThat(canaries.sung(onPostgres("export", "notebook", "--output", "target/notebook")))
                .isEmpty();
        assertThat(canaries.sung(onPostgres("export", "powerbi", "--output", "target/powerbi")))
                .isEmpty();

        server.administer("alter role keeper password 'another one'");
        String refused = canaries.said(onPostgres("load", "--verbose"));

        assertThat(refused)
                .contains("cannot be connected to: password authentication failed for user \"keeper\"")
                .contains("Check warehouse.user and warehouse.password");
        assertThat(canaries.singing(refused)).isEmpty();
        assertThat(canaries.filesThatSing()).isEmpty();
    }

    /** What is asked of a process that stays, what a debugger sees of it, and what it says once its warehouse is gone. */
    @Test
    void noneSingsInPagesMetricsOrADumpNorWhereTheConnectionIsLost() throws Exception {
        canaries.said(onPostgres("migrate"));
        Process process = canaries.start(onPostgres(
                "start",
                "--verbose",
                "--set",
                "web.port=0",
                "--set",
                "web.user=ana",
                "--set",
                "warehouse.connect-timeout=5s"));
        List<String> lines = new CopyOnWriteArrayList<>();
        try {
            Thread reader = new Thread(() -> read(process, lines), "output");
            reader.setDaemon(true);
            reader.start();
            String page = "http://127.0.0.1:" + port(process, lines);

            for (String path :
                    List.of("/metrics", "/api/site", "/api/runs", "/api/catalog", "/api/batches", "/health", "/")) {
                assertThat(canaries.singing(get(page + path))).as(path).isEmpty();
            }
            assertThat(get(page + "/metrics")).contains("caravan_warehouse_up 1");
            for (String look : List.of("Thread.print", "VM.command_line", "VM.system_properties")) {
                assertThat(canaries.singing(jcmd(process, look))).as(look).isEmpty();
            }

            server.administer("alter role keeper nologin");
            server.administer("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'keeper'");
            await().atMost(LONG).until(() -> get(page + "/metrics").contains("caravan_warehouse_up 0"));
            // each waits for a connection before it says that there is none
            Stream.of("/metrics", "/api/site", "/api/runs", "/health")
                    .map(path -> CompletableFuture.supplyAsync(() -> get(page + path)))
                    .toList()
                    .forEach(answer ->
                            assertThat(canaries.singing(answer.join())).isEmpty());
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(canaries.singing(String.join("\n", lines))).isEmpty();
        assertThat(canaries.filesThatSing()).isEmpty();
    }

    /** The address of a webhook and the key of a receiver go there, and no body holds them or any other. */
    @Test
    void noneSingsInWhatReceiversGet() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().get("Authorization"));
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        receiver.start();
        try {
            String address = "http://127.0.0.1:" + receiver.getAddress().getPort();
            // an API whose key stands in its address, and that does not answer
            String api = "http://127.0.0.1:1/" + inUrl(canaries.of("COINLORE_API_KEY"));
            canaries.with("NOTIFY_WEBHOOK_URL", address + "/hook/" + inUrl(canaries.of("NOTIFY_WEBHOOK_URL")))
                    .with("COINLORE_URL", api);

            List<String> sung = canaries.sungInFailure(onPostgres(
                    "run",
                    "--select",
                    "stg_coins",
                    "--set",
                    "coinlore.retries=0",
                    "--set",
                    "telemetry.enabled=true",
                    "--set",
                    "openlineage.url=" + address));

            assertThat(sung).isEmpty();
            assertThat(asked)
                    .anyMatch(request -> request.startsWith("/hook/" + canaries.of("NOTIFY_WEBHOOK_URL")))
                    .anyMatch(request ->
                            request.equals("/api/v1/lineage [Bearer " + canaries.of("OPENLINEAGE_API_KEY") + "]"));
            assertThat(bodies)
                    .anyMatch(body -> body.contains("\"kind\":\"failure\"") && body.contains("127.0.0.1:1/***"));
            assertThat(canaries.singing(String.join("\n", bodies))).isEmpty();
        } finally {
            receiver.stop(0);
        }
    }

    private String[] onPostgres(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--set", "warehouse.url=" + url, "--set", "warehouse.user=keeper"));
        return all.toArray(String[]::new);
    }

    private String get(String address) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + canaries.of("WEB_TOKEN"))
                .timeout(LONG)
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .join();
        return answer.headers().map() + "\n" + answer.body();
    }

    private static String port(Process process, List<String> lines) {
        String mark = "page at http://127.0.0.1:";
        await("an address in " + lines)
                .atMost(LONG)
                .until(() -> !process.isAlive() || lines.stream().anyMatch(line -> line.contains(mark)));
        String line = lines.stream()
                .filter(text -> text.contains(mark))
                .findFirst()
                .orElseThrow(() -> new AssertionError(String.join("\n", lines)));
        return line.replaceFirst(".*" + mark + "(\\d+).*", "$1");
    }

    private static String jcmd(Process process, String command) throws Exception {
        Process look = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String said = new String(look.getInputStream().readAllBytes(), UTF_8);
        assertThat(look.waitFor()).as(said).isZero();
        return said;
    }

    private static void read(Process process, List<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add(e.toString());
        }
    }
}
