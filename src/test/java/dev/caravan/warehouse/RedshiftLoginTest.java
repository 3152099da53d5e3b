package dev.caravan.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.standin.RedshiftExtension;
import dev.caravan.standin.RedshiftStandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who connects to Redshift: the driver and the SDK ask a server that answers as AWS does. */
final class RedshiftLoginTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    private static final Map<String, String> CREDENTIALS =
            Map.of("aws.accessKeyId", "AKIDOFTHETEST", "aws.secretAccessKey", "a-secret-of-the-test");

    @TempDir
    Path directory;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer aws;
    private String answer = "";
    private int status = 200;

    @BeforeEach
    void startServer() throws IOException {
        aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", this::answer);
        aws.start();
        CREDENTIALS.forEach(System::setProperty);
        System.setProperty("aws.endpointUrlSecretsManager", endpoint());
    }

    @AfterEach
    void stopServer() {
        aws.stop(0);
        CREDENTIALS.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.endpointUrlSecretsManager");
    }

    @Test
    void userAndPasswordComeFromASecret() throws IOException {
        answer =
                """
                {"Name": "redshift/caravan", "SecretString": "{\\"username\\": \\"awsuser\\", \\"password\\": \\"hunter22\\"}"}""";

        assertConnects(
                REDSHIFT.standIn().jdbcUrl(),
                "warehouse.secret-id = redshift/caravan\nwarehouse.region = eu-central-1\n");

        assertThat(asked).singleElement().asString().contains("\"SecretId\":\"redshift/caravan\"");
    }

    @Test
    void aSecretThatIsMissingOrOfAnotherFormIsTold() {
        String settings = "warehouse.secret-id = redshift/caravan\nwarehouse.region = eu-central-1\n";
        answer = "{\"Name\": \"redshift/caravan\", \"SecretString\": \"hunter22\"}";
        assertThatThrownBy(() -> open(REDSHIFT.standIn().jdbcUrl(), settings))
                .hasMessage(
                        "environments/test.properties:2: warehouse.secret-id names \"redshift/caravan\", which is no JSON\n"
                                + "    Make it a JSON text with \"username\" and \"password\".");
        answer = "{\"Name\": \"redshift/caravan\", \"SecretString\": \"{\\\"username\\\": \\\"x\\\"}\"}";
        assertThatThrownBy(() -> open(REDSHIFT.standIn().jdbcUrl(), settings))
                .hasMessage(
                        "environments/test.properties:2: warehouse.secret-id names \"redshift/caravan\", which has no \"password\"\n"
                                + "    Make it a JSON text with \"username\" and \"password\".");
        status = 400;
        answer =
                "{\"__type\": \"ResourceNotFoundException\", \"message\": \"Secrets Manager can't find the specified secret.\"}";
        assertThatThrownBy(() -> open(REDSHIFT.standIn().jdbcUrl(), settings))
                .hasMessageStartingWith(
                        "environments/test.properties:2: warehouse.secret-id names \"redshift/caravan\", which cannot be read: Secrets Manager can't find the specified secret.")
                .hasMessageEndingWith(
                        "\n    The identity needs secretsmanager:GetSecretValue on it; check warehouse.region"
                                + " and warehouse.profile.");
    }

    @Test
    void aClusterGivesCredentialsToAnIdentity() {
        answer =
                """
                <GetClusterCredentialsResponse xmlns="http://redshift.amazonaws.com/doc/2012-12-01/">
                    <GetClusterCredentialsResult>
                        <DbUser>awsuser</DbUser>
                        <DbPassword>for-some-minutes</DbPassword>
                        <Expiration>2036-01-01T00:00:00Z</Expiration>
                    </GetClusterCredentialsResult>
                </GetClusterCredentialsResponse>""";

        assertAsksForCredentials(
                """
                warehouse.cluster-id = star
                warehouse.db-user = awsuser
                warehouse.region = eu-central-1
                """);

        assertThat(asked).anySatisfy(request -> assertThat(request)
                .contains("Action=GetClusterCredentials&", "ClusterIdentifier=star", "DbUser=awsuser"));
    }

    @Test
    void aServerlessWorkgroupGivesCredentialsToAnIdentity() {
        answer = "{\"dbUser\": \"awsuser\", \"dbPassword\": \"for-some-minutes\", \"expiration\": 2082758400}";

        assertAsksForCredentials("warehouse.workgroup = analysts\nwarehouse.region = eu-central-1\n");

        assertThat(asked).anySatisfy(request -> assertThat(request).contains("\"workgroupName\":\"analysts\""));
    }

    @Test
    void anIdentityWithoutTheRightIsTold() {
        // Another cluster than above: the driver keeps credentials for the whole process.
        status = 403;
        answer =
                """
                <ErrorResponse xmlns="http://redshift.amazonaws.com/doc/2012-12-01/">
                    <Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not allowed</Message></Error>
                </ErrorResponse>""";

        assertThatThrownBy(() -> open(
                        iamUrl(),
                        "warehouse.cluster-id = other\nwarehouse.db-user = awsuser\nwarehouse.region = eu-central-1\n"))
                .hasMessageStartingWith("localhost:" + REDSHIFT.standIn().port()
                        + "/dev: cannot be connected to: not allowed (Service: Redshift")
                .hasMessageEndingWith(
                        "\n    The identity needs redshift:GetClusterCredentials on the cluster and its user;"
                                + " check warehouse.db-user, warehouse.cluster-id, warehouse.region and warehouse.profile.");
    }

    @Test
    void settingsThatDoNotGoTogetherAreToldTogether() {
        assertThatThrownBy(() -> open(iamUrl(), "warehouse.user = a\nwarehouse.workgroup = b\nwarehouse.db-user = c\n"))
                .hasMessage(
                        """
                        environments/test.properties:2: warehouse.user is set, and the URL asks for IAM credentials
                            Take it out, or the "iam:" out of warehouse.url.
                        environments/test.properties:4: warehouse.db-user is set beside warehouse.workgroup
                            A serverless workgroup takes the user from the identity; take one of the two out.""");
        assertThatThrownBy(() -> open(
                        REDSHIFT.standIn().jdbcUrl(),
                        "warehouse.workgroup = b\nwarehouse.password = c\nwarehouse.secret-id = d\n"))
                .hasMessage(
                        """
                        environments/test.properties:2: warehouse.workgroup is set, and the URL asks for no IAM credentials
                            Begin warehouse.url with jdbc:redshift:iam://, or take it out.
                        environments/test.properties:3: warehouse.password is set beside warehouse.secret-id, which gives it
                            Take one of the two out.""");
    }

    private void assertConnects(String url, String settings) throws IOException {
        try (Warehouse warehouse = open(url, settings)) {
            assertThat(warehouse.<List<String>>readOnly(tx ->
                            tx.query("select current_user", row -> row.text(1).orElseThrow())))
                    .containsExactly(RedshiftStandIn.USER);
        }
    }

    private Warehouse open(String url, String settings) throws IOException {
        Files.createDirectories(directory.resolve("environments"));
        Files.writeString(
                directory.resolve("environments/test.properties"), "warehouse.url = " + url + "\n" + settings, UTF_8);
        Project project = Project.at(directory);
        return Warehouses.open(Environment.load(project, "test", Map.of(), Map.of()), project.root());
    }

    /** The driver asks for credentials first. Then it insists on encryption, which the stand-in lacks. */
    private void assertAsksForCredentials(String settings) {
        assertThatThrownBy(() -> open(iamUrl(), settings))
                .hasMessageContaining("cannot be connected to: The server does not support SSL.");
    }

    private String iamUrl() {
        return "jdbc:redshift:iam://localhost:" + REDSHIFT.standIn().port() + "/dev?EndpointUrl=" + endpoint();
    }

    private String endpoint() {
        return "http://127.0.0.1:" + aws.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] bytes = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
