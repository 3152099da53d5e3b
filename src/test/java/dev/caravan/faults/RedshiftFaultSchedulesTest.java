package dev.caravan.faults;

import dev.caravan.s3.S3Server;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class RedshiftFaultSchedulesTest extends FaultSchedulesContract {
    private static EmbeddedPostgres server;
    private static EmbeddedPostgres other;
    private static S3Client s3;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
        other = EmbeddedPostgres.builder().start();
        s3 = client(S3);
    }

    /** Over the front that breaks: COPY reads by it. */
    static S3Client client(S3Server server) {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(server.endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    @AfterAll
    static void stop() throws IOException {
        s3.close();
        server.close();
        other.close();
    }

    @Override
    String warehouse() {
        return "redshift";
    }

    /** The stand-in makes each database itself. */
    @Override
    public Optional<Map<String, String>> template(Path directory) {
        return Optional.empty();
    }

    @Override
    public Arena open(Path directory, boolean migrated, Supplier<PlannedFaults> faults) throws IOException {
        return new RedshiftArena(server, other, s3, faults);
    }

    /** A cluster reads nothing else. */
    @Override
    public boolean onS3(long seed) {
        return true;
    }
}
