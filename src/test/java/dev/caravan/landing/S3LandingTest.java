package dev.caravan.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.landing.Batch.Source;
import dev.caravan.landing.S3Settings.Credentials;
import dev.caravan.landing.S3Settings.Encryption;
import dev.caravan.project.Secret;
import dev.caravan.s3.S3Server;
import dev.caravan.s3.S3Server.Answer;
import dev.caravan.s3.S3Server.Request;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3LandingTest extends LandingContract {
    @RegisterExtension
    static final S3Server S3 = new S3Server();

    private final String prefix = "some/prefix/";
    private String bucket;
    private S3Client client;

    @BeforeEach
    void makeBucket() {
        bucket = S3.newBucket();
        client = S3Clients.open(settings());
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Override
    URI root() {
        return URI.create("s3://" + bucket + "/" + prefix);
    }

    @Override
    Landing landing() {
        return new S3Landing(root(), settings(), S3Clients.open(settings()));
    }

    @Override
    LandingTarget target() {
        return (key, file) -> client.putObject(put -> put.bucket(bucket).key(prefix + key), RequestBody.fromFile(file));
    }

    @Override
    byte[] stored(String key) {
        return S3.object(bucket, prefix + key);
    }

    @Override
    void store(String key, byte[] bytes) {
        S3.client().putObject(put -> put.bucket(bucket).key(prefix + key), RequestBody.fromBytes(bytes));
    }

    @Override
    void delete(String key) {
        S3.client().deleteObject(request -> request.bucket(bucket).key(prefix + key));
    }

    @Test
    void sendsAnObjectWithoutFramingForServersThatWouldStoreIt() throws IOException {
        Path file = Files.write(scratch.resolve("part"), new byte[] {1, 2, 3});

        target().put("raw/x", file);

        Request sent = S3.seen().stream()
                .filter(request -> request.isPut("raw/x"))
                .findFirst()
                .orElseThrow();
        assertThat(sent.body()).containsExactly(1, 2, 3);
        assertThat(sent.header("content-encoding")).isEmpty();
        assertThat(sent.header("x-amz-content-sha256")).doesNotStartWith("STREAMING");
    }

    @Test
    void oneRequestListsTheBatchesOfManyDays() {
        IntStream.rangeClosed(1, 20).forEach(day -> land("2026-10-%02dT12:00:00Z".formatted(day)));

        try (Landing landing = landing()) {
            assertThat(landing.committed("coins", LocalDate.parse("2026-10-11")))
                    .hasSize(10);
        }

        assertThat(S3.seen())
                .filteredOn(request -> request.method().equals("GET"))
                .hasSize(1);
        assertThat(S3.seen()).noneMatch(request -> request.method().equals("HEAD"));
    }

    @Test
    void aServerThatIsBusyIsAskedAgain() {
        land("2026-11-24T12:00:00Z");
        int[] left = {2};
        S3.breakWith(request -> left[0]-- > 0
                ? Optional.of(Answer.error(503, "SlowDown", "Please reduce your request rate."))
                : Optional.empty());

        try (Landing landing = landing()) {
            assertThat(landing.committed("coins", LocalDate.EPOCH)).hasSize(1);
        }
    }

    @Test
    void aServerThatStaysBusyIsToldWithItsCode() {
        S3.breakWith(request -> Optional.of(Answer.error(503, "SlowDown", "Please reduce your request rate.")));

        try (Landing landing = landing()) {
            assertThatThrownBy(() -> landing.committed("coins", LocalDate.EPOCH))
                    .hasMessage("s3://" + bucket + "/some/prefix/raw/coins/: the server is in trouble: SlowDown (503)\n"
                            + "    Run again later; landing.s3.attempts says how often a request is sent.");
        }
    }

    @Test
    void aBucketOfAnotherRegionIsTold() {
        S3.breakWith(request -> Optional.of(Answer.error(
                400, "AuthorizationHeaderMalformed", "the region 'us-east-1' is wrong; expecting 'eu-west-1'")));

        try (Landing landing = landing()) {
            assertThatThrownBy(landing::datasets)
                    .hasMessage("s3://" + bucket
                            + "/some/prefix/raw/: the bucket is in another region: AuthorizationHeaderMalformed (400)\n"
                            + "    Set landing.s3.region to its region.");
        }
    }

    @Test
    void aConnectionThatBreaksInAPartIsNoShorterPart() throws IOException {
        Batch batch = land("2026-11-24T12:00:00Z");
        Part part = batch.parts().get(0);
        byte[] bytes = stored(LandingKeys.batch("coins", batch.id()) + part.name());
        S3.breakWith(request -> Optional.of(new Answer(200, bytes, Optional.of(10))));

        try (Landing landing = landing();
                InputStream read = landing.open(batch, part)) {
            assertThatThrownBy(read::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aPartIsNotOnThisMachineAndItsManifestIsInTheBucket() {
        Batch batch = land("2026-11-24T12:00:00Z");

        try (Landing landing = landing()) {
            assertThat(landing.local(batch, batch.parts().get(0))).isEmpty();
            assertThat(landing.manifest(batch))
                    .isEqualTo(URI.create("s3://" + bucket + "/some/prefix/raw/coins/dt=2026-11-24/batch=" + batch.id()
                            + "/manifest.json"));
        }
    }

    private Batch land(String openedAt) {
        Instant instant = Instant.parse(openedAt);
        try (BatchWriter writer = new BatchWriter(
                "coins",
                BatchId.generator(Clock.fixed(instant, ZoneOffset.UTC)).get(),
                instant,
                List.of("id"),
                Optional.empty(),
                new LandingSettings(root(), 1 << 20, Compression.zstd, 1),
                target(),
                scratch.resolve("spool"))) {
            writer.append(new String[] {"1"}, Optional.empty());
            return writer.commit(new Source("http://127.0.0.1/", Optional.empty()));
        }
    }

    private S3Settings settings() {
        return new S3Settings(
                bucket,
                prefix,
                Optional.of(S3.endpoint()),
                true,
                Optional.of("us-east-1"),
                Encryption.none,
                Optional.empty(),
                Optional.of(new Credentials(new Secret("AKIDTEST"), new Secret("secret-of-the-test"))),
                3);
    }
}
