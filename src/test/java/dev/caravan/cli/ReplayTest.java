package dev.caravan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.caravan.s3.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Records that were put aside come in after a person mended them, once. */
class ReplayTest {
    private static final String ANSWER =
            """
            {"data":[{"id":"90","name":"Bitcoin"},{"symbol":"ETH","name":"Ethereum, \\"E\\"","halal":true},7],
            "info":{"coins_num":3}}""";

    @RegisterExtension
    static final S3Server S3 = new S3Server();

    @TempDir
    Path scratch;

    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = ANSWER.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void mendedRecordsAreLandedOnceAndTheOthersStayRejects() throws IOException {
        caravan("extract", "coins").succeeded();
        Path rejects = rejects();
        String named = "coins/" + batch(rejects);

        CommandRun unmended = caravan("extract", "--replay", named);
        Files.writeString(
                rejects,
                """
                {"reason":"it has no \\"id\\"","record":{"id":"80","symbol":"ETH","name":"Ethereum, \\"E\\"","halal":true}}
                {"reason":"a record is an object, and this is none","record":"7"}
                """);
        CommandRun mended = caravan("extract", "--replay", rejects.toString()).succeeded();
        CommandRun again = caravan("extract", "--replay", named);
        caravan("load", "coins").succeeded();

        assertThat(unmended.exitCode()).isEqualTo(1);
        assertThat(unmended.err()).contains("none of its 2 records can be a row");
        assertThat(mended.err()).contains("1 of 2 records rejected");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains(" was replayed as batch ");
        assertThat(query("select id, name, unknown_fields from raw.coins order by id"))
                .containsExactly(
                        "id,name,unknown_fields", "80,\"Ethereum, \"\"E\"\"\",\"{\"\"halal\"\":true}\"", "90,Bitcoin,");
        assertThat(query("select rows_landed, rows_rejected, source_uri like '%rejects.jsonl.gz' as replayed"
                        + " from caravan.ledger order by batch_id"))
                .containsExactly("rows_landed,rows_rejected,replayed", "1,2,false", "1,1,true");
    }

    @Test
    void rejectsOfABucketAreReplayedOnceFromThereAndFromAMendedFile() throws IOException {
        String bucket = S3.newBucket();
        List<String> landing = List.of(
                "landing.uri=s3://" + bucket + "/lake",
                "landing.s3.endpoint=" + S3.endpoint(),
                "landing.s3.access-key-id=anyone",
                "landing.s3.secret-access-key=anything");
        caravan(landing, "extract", "coins").succeeded();
        String key = S3.objects(bucket).keySet().stream()
                .filter(name -> name.endsWith("/rejects.jsonl.gz"))
                .findFirst()
                .orElseThrow();
        String named = "coins/" + batch(Path.of(key));

        CommandRun unmended = caravan(landing, "extract", "--replay", named);
        Path mended = scratch.resolve(key.replace("lake/rejected/", "mended/").replace(".gz", ""));
        Files.createDirectories(mended.getParent());
        Files.writeString(mended, "{\"record\":{\"id\":\"80\",\"symbol\":\"ETH\"}}\n");
        // as a process leaves it that was killed before its commit
        put(
                bucket,
                key,
                "replayed.json",
                "{\"batch_id\":\"0198c1f2-0000-7000-8000-000000000000\",\"committed\":false}");
        caravan(landing, "extract", "--replay", mended.toString()).succeeded();
        CommandRun again = caravan(landing, "extract", "--replay", named);
        caravan(landing, "load", "coins").succeeded();

        assertThat(unmended.exitCode()).isEqualTo(1);
        assertThat(unmended.err()).contains(key.replaceFirst("lake/", "") + ": none of its 2 records can be a row");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains(" was replayed as batch ");
        assertThat(query("select id, symbol from raw.coins order by id")).containsExactly("id,symbol", "80,ETH", "90,");
    }

    @Test
    void aReplayThatWasKilledBeforeItsCommitIsDoneAgain() throws IOException {
        caravan("extract", "coins").succeeded();
        Path rejects = rejects();
        Files.writeString(rejects, "{\"record\":{\"id\":\"80\"}}");
        Path mark = rejects.resolveSibling("replayed.json");
        Files.writeString(mark, "{\"batch_id\":\"0198c1f2-0000-7000-8000-000000000000\",\"committed\":false}");

        caravan("extract", "--replay", "coins/" + batch(rejects)).succeeded();

        assertThat(mark).content().contains("\"committed\" : true").doesNotContain("0198c1f2");
    }

    @Test
    void saysWhatIsNoRejects() throws IOException {
        Path elsewhere = Files.writeString(scratch.resolve("mended.jsonl"), "{}");
        Path folders = Files.createDirectories(
                scratch.resolve("coins/dt=2026-11-24/batch=0198c1f2-0000-7000-8000-000000000000"));
        Path noLine = Files.writeString(folders.resolve("rejects.jsonl"), "hello");

        assertThat(caravan("extract", "--replay", elsewhere.toString()).err())
                .contains("mended.jsonl: does not say of which dataset and batch it is");
        assertThat(caravan("extract", "--replay", noLine.toString()).err())
                .contains("rejects.jsonl, line 1: is no line of rejects: \"hello\"");
        assertThat(caravan("extract", "--replay", "coins/0198c1f2-0000-7000-8000-000000000000")
                        .err())
                .contains("rejects.jsonl.gz: is not in the landing");
        assertThat(caravan("extract", "coins", "--replay", "x").exitCode()).isEqualTo(2);
    }

    private static void put(String bucket, String besides, String name, String text) {
        S3.client()
                .putObject(
                        put -> put.bucket(bucket)
                                .key(Path.of(besides).resolveSibling(name).toString()),
                        RequestBody.fromString(text));
    }

    private Path rejects() throws IOException {
        try (Stream<Path> files = Files.walk(scratch.resolve("landing/rejected/coins"))) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    private static String batch(Path rejects) {
        return rejects.getParent().getFileName().toString().substring("batch=".length());
    }

    private List<String> query(String sql) {
        return caravan("query", sql, "--format", "csv").succeeded().lines();
    }

    private CommandRun caravan(String... words) {
        return caravan(List.of(), words);
    }

    /** @param settings that stand above the demo's */
    private CommandRun caravan(List<String> settings, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        if (settings.isEmpty()) {
            arguments.addAll(CaravanProcess.options(scratch));
        } else {
            arguments.addAll(List.of(
                    "--env", "demo", "--set", "warehouse.url=jdbc:duckdb:" + scratch.resolve("warehouse.duckdb")));
        }
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        if (!words[0].equals("query")) {
            arguments.addAll(List.of(
                    "--set",
                    "coinlore.url=http://127.0.0.1:" + server.getAddress().getPort()));
        }
        return CommandRun.of(arguments);
    }
}
