package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.s3.S3Server;
import dev.caravan.s3.S3Server.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped project's main job over a bucket, by changing settings alone. The second run goes over what the first one
 * left; the tests of faults have a bucket and a warehouse of their own.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class S3MainJobTest {
    @RegisterExtension
    static final S3Server S3 = new S3Server();

    private static final String ACCESS_KEY_ID = "AKIDOFTHETEST";
    private static final String SECRET_ACCESS_KEY = "a-secret-of-the-test";
    private static final String COUNTS =
            """
            select 'raw.coins' as what, count(*) as rows from raw.coins
            union all select 'raw.exchanges', count(*) from raw.exchanges
            union all select 'raw.exchange_details', count(*) from raw.exchange_details
            union all select 'raw.markets', count(*) from raw.markets
            union all select 'raw.global', count(*) from raw.global
            union all select 'raw.history', count(*) from raw.history
            union all select 'star.fct_ohlcv', count(*) from star.fct_ohlcv
            """;

    @TempDir
    static Path scratch;

    private String bucket;

    @BeforeAll
    void makeBucket() {
        bucket = S3.newBucket();
    }

    @Test
    @Order(1)
    void carriesTheSameRowsAsOverAFolder() {
        CommandRun run = caravan("run", bucket);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(counts())
                .containsExactly(
                        "what,rows",
                        "raw.coins,7001",
                        "raw.exchanges,400",
                        "raw.exchange_details,400",
                        "raw.markets,1011",
                        "raw.global,1",
                        "raw.history,40087",
                        "star.fct_ohlcv,39142");
    }

    @Test
    @Order(2)
    void everyObjectIsThereByteForByte() throws IOException {
        SortedMap<String, byte[]> objects = S3.objects(bucket);

        List<String> descriptions = objects.keySet().stream()
                .filter(key -> key.endsWith("/batch.json"))
                .toList();
        assertThat(descriptions).hasSize(15);
        int parts = 0;
        for (String description : descriptions) {
            String folder = description.substring(0, description.lastIndexOf('/') + 1);
            JsonNode batch = new ObjectMapper().readTree(objects.get(description));
            for (JsonNode part : batch.required("parts")) {
                byte[] bytes = objects.get(folder + part.required("name").asText());
                assertThat(bytes.length).isEqualTo(part.required("size_bytes").asInt());
                assertThat(sha256(bytes)).isEqualTo(part.required("sha256").asText());
                parts++;
            }
            JsonNode manifest = new ObjectMapper().readTree(objects.get(folder + "manifest.json"));
            for (JsonNode entry : manifest.required("entries")) {
                String key = entry.required("url").asText().substring(("s3://" + bucket + "/").length());
                assertThat(entry.at("/meta/content_length").asInt()).isEqualTo(objects.get(key).length);
            }
        }
        List<String> memory = objects.keySet().stream()
                .filter(key -> key.contains("/fields/"))
                .toList();
        assertThat(memory).hasSize(5);
        assertThat(objects).hasSize(2 * descriptions.size() + parts + memory.size());
    }

    @Test
    @Order(3)
    void aSecondRunAddsOnePollAndDoublesNothing() {
        CommandRun run = caravan("run", bucket);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(counts())
                .containsExactly(
                        "what,rows",
                        "raw.coins,14002",
                        "raw.exchanges,800",
                        "raw.exchange_details,400",
                        "raw.markets,2022",
                        "raw.global,2",
                        "raw.history,40087",
                        "star.fct_ohlcv,39142");
    }

    @Test
    void asksForTheEncryptionThatTheEnvironmentNames() {
        String own = S3.newBucket();

        CommandRun extract = caravan("extract global", own, "landing.s3.encryption=AES256");

        assertThat(extract.exitCode()).as(extract.err()).isZero();
        assertThat(S3.seen())
                .filteredOn(request -> request.method().equals("PUT"))
                .hasSize(4)
                .allMatch(request ->
                        request.header("x-amz-server-side-encryption").equals("AES256"));
    }

    @Test
    void asksForTheKeyThatTheEnvironmentNames() {
        String own = S3.newBucket();
        // the server of the tests knows no keys
        S3.breakWith(request -> request.method().equals("PUT")
                ? Optional.of(new Answer(200, new byte[0], Optional.empty()))
                : Optional.empty());
        String key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd";

        CommandRun extract =
                caravan("extract global", own, "landing.s3.encryption=aws:kms", "landing.s3.kms-key-id=" + key);

        assertThat(extract.exitCode()).as(extract.err()).isZero();
        assertThat(S3.seen())
                .filteredOn(request -> request.method().equals("PUT"))
                .hasSize(4)
                .allMatch(request ->
                        request.header("x-amz-server-side-encryption").equals("aws:kms"))
                .allMatch(request -> request.header("x-amz-server-side-encryption-aws-kms-key-id")
                        .equals(key));
    }

    @Test
    void aBusyServerIsAskedAgainWhileLanding() {
        String own = S3.newBucket();
        int[] left = {2};
        S3.breakWith(request -> request.isPut(".csv.zst") && left[0]-- > 0
                ? Optional.of(Answer.error(503, "SlowDown", "Please reduce your request rate."))
                : Optional.empty());

        CommandRun extract = caravan("extract global", own);

        assertThat(extract.exitCode()).as(extract.err()).isZero();
        assertThat(S3.objects(own)).hasSize(4);
    }

    @Test
    void aPutThatFailsHalfWayLeavesTheBatchUnseenAndTheNextRunWorks() {
        String own = S3.newBucket();
        S3.breakWith(request -> request.isPut("/manifest.json")
                ? Optional.of(Answer.error(500, "InternalError", "We encountered an internal error."))
                : Optional.empty());

        CommandRun failed = caravan("extract global", own);

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.shown())
                .containsPattern(
                        "s3://" + own + "/caravan/raw/global/dt=[-0-9]+/batch=[-0-9a-f]+/manifest.json: cannot be"
                                + " written: the server is in trouble: InternalError \\(500\\)\n"
                                + " +Nothing of the batch is committed; the next run polls again.");
        assertThat(S3.objects(own).keySet()).hasSize(2).noneMatch(key -> key.endsWith("/manifest.json"));

        S3.mend();
        CommandRun next = caravan("extract global", own);
        CommandRun load = caravan("load global", own);

        assertThat(next.exitCode()).as(next.err()).isZero();
        assertThat(load.exitCode()).as(load.err()).isZero();
        assertThat(caravan("query", own, "select count(*) from raw.global").out())
                .contains("1");
    }

    @Test
    void aHistoryFileThatCannotBeLandedIsNoRefusedFile() {
        String own = S3.newBucket();
        S3.breakWith(request -> request.method().equals("PUT")
                ? Optional.of(Answer.error(403, "AccessDenied", "Access Denied"))
                : Optional.empty());

        CommandRun extract = caravan("extract history", own, "landing.part-size=1KB", "landing.compression=gzip");

        assertThat(extract.exitCode()).isEqualTo(1);
        assertThat(extract.shown())
                .contains("part-00000.csv.gz: cannot be written: access is refused: AccessDenied (403)");
    }

    @Test
    void aMissingBucketIsToldBeforeAnythingIsPolled() {
        CommandRun run = caravan("extract global", "no-such-bucket");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.shown())
                .contains(
                        """
                s3://no-such-bucket/caravan/: there is no such bucket
                    Create the bucket, or name another one in landing.uri.""");
    }

    @Test
    void wrongCredentialsAreToldAndNeverShown() {
        String own = S3.newBucket();
        S3.breakWith(request -> Optional.of(Answer.error(
                403, "InvalidAccessKeyId", "The key " + ACCESS_KEY_ID + " does not exist in our records.")));

        CommandRun run = caravan("run", own);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.shown())
                .contains("s3://" + own + "/caravan/raw/: access is refused: InvalidAccessKeyId (403)\n"
                        + "    Check landing.s3.access-key-id and landing.s3.secret-access-key, or the role that the process"
                        + " has: it must list, read and write there.")
                .doesNotContain(ACCESS_KEY_ID)
                .doesNotContain(SECRET_ACCESS_KEY);
        assertThat(S3.objects(own)).isEmpty();
    }

    @Test
    void writesThatAreRefusedAreToldWithTheirBatch() {
        String own = S3.newBucket();
        S3.breakWith(request -> request.method().equals("PUT")
                ? Optional.of(Answer.error(403, "AccessDenied", "Access Denied"))
                : Optional.empty());

        CommandRun run = caravan("extract global", own);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.shown())
                .containsPattern("batch=[-0-9a-f]+/part-00000.csv.zst: cannot be written: access is refused:"
                        + " AccessDenied \\(403\\)\n")
                .doesNotContain(SECRET_ACCESS_KEY);
        assertThat(S3.objects(own)).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsTold() {
        CommandRun run = caravan("run", "bucket", "landing.s3.endpoint=http://127.0.0.1:1", "landing.s3.attempts=2");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.shown())
                .contains(
                        """
                s3://bucket/caravan/raw/: the server cannot be reached: Connection refused
                    Check landing.s3.endpoint, the network, and that the server runs.""");
    }

    private List<String> counts() {
        return caravan("query", bucket, COUNTS, "--format", "csv").succeeded().lines();
    }

    /** @param more settings as {@code key=value}, or further words of the command */
    private CommandRun caravan(String command, String bucket, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        List<String> settings = new ArrayList<>(List.of(
                "warehouse.url=jdbc:duckdb:" + scratch.resolve(bucket + ".duckdb"),
                "landing.uri=s3://" + bucket + "/caravan",
                "landing.s3.endpoint=" + S3.endpoint(),
                "landing.s3.access-key-id=" + ACCESS_KEY_ID,
                "landing.s3.secret-access-key=" + SECRET_ACCESS_KEY,
                "landing.s3.attempts=3"));
        for (String word : more) {
            (word.startsWith("landing.") ? settings : arguments).add(word);
        }
        arguments.addAll(List.of("--env", "demo"));
        Map<String, String> last = new TreeMap<>();
        settings.forEach(setting -> last.put(setting.replaceFirst("=.*", ""), setting));
        last.values().forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return CommandRun.of(arguments);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
