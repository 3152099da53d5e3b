package dev.caravan.standin;

import com.adobe.testing.s3mock.S3MockApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Gives a test class a stand-in with an empty database, and an S3 server with a bucket. PostgreSQL and the S3 server
 * start once for all classes.
 */
public final class RedshiftExtension implements BeforeAllCallback, AfterAllCallback {
    public static final String BUCKET = "landing";

    private RedshiftStandIn standIn;
    private Servers servers;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        servers = context.getRoot()
                .getStore(Namespace.create(RedshiftExtension.class))
                .getOrComputeIfAbsent(Servers.class, key -> Servers.start(), Servers.class);
        standIn = RedshiftStandIn.start(servers.postgres, servers.s3);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        standIn.close();
    }

    public RedshiftStandIn standIn() {
        return standIn;
    }

    public S3Client s3() {
        return servers.s3;
    }

    public URI s3Endpoint() {
        return servers.s3Endpoint;
    }

    public void put(String key, String content) {
        put(key, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public void put(String key, byte[] content) {
        s3().putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
    }

    public byte[] get(String key) {
        return s3().getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray();
    }

    /** A connection of the real driver. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(standIn.jdbcUrl(), RedshiftStandIn.USER, "any");
    }

    /** Runs statements one after the other on a connection of their own. */
    public void run(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows of a query, values of a row joined by bars. */
    public List<String> rows(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return rows(connection, sql);
        }
    }

    public static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData metadata = result.getMetaData();
            while (result.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int i = 1; i <= metadata.getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private record Servers(EmbeddedPostgres postgres, S3MockApplication s3Server, URI s3Endpoint, S3Client s3)
            implements AutoCloseable {

        // getPort() gives the port of https, and the only other way to the port of http is marked for removal.
        @SuppressWarnings("removal")
        private static Servers start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
                Map<String, Object> settings = new HashMap<>();
                settings.put(S3MockApplication.PROP_HTTP_PORT, S3MockApplication.RANDOM_PORT);
                settings.put(S3MockApplication.PROP_HTTPS_PORT, S3MockApplication.RANDOM_PORT);
                settings.put(S3MockApplication.PROP_SILENT, true);
                settings.put(S3MockApplication.PROP_INITIAL_BUCKETS, BUCKET);
                S3MockApplication s3Server = S3MockApplication.start(settings);
                URI endpoint = URI.create("http://127.0.0.1:" + s3Server.getHttpPort());
                S3Client s3 = S3Client.builder()
                        .endpointOverride(endpoint)
                        .forcePathStyle(true)
                        // named, because the SDK refuses to choose where several clients are on the class path
                        .httpClient(UrlConnectionHttpClient.create())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("anyone", "anything")))
                        .build();
                return new Servers(postgres, s3Server, endpoint, s3);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void close() throws IOException {
            s3.close();
            s3Server.stop();
            postgres.close();
        }
    }
}
