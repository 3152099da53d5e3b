package dev.caravan.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.caravan.project.Environment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is told before AWS is asked anything, at the line that set it, all together. */
class ClusterSettingsTest {
    @TempDir
    Path root;

    @Test
    void everyWrongSettingIsTold() {
        Environment environment = environment(
                "landing.uri=file:work/landing",
                "cluster.kind=huge",
                "cluster.name=Caravan_Night",
                "cluster.nodes=0",
                "cluster.port=5432x",
                "cluster.timeout=soon",
                "landing.s3.kms-key-id=alias/landing");

        assertThatThrownBy(() -> ClusterSettings.toStart(environment))
                .hasMessage(
                        """
                        environments/night.properties:2: landing.uri is "file:work/landing"
                            The cluster reads the landing itself: give s3://BUCKET/PREFIX.
                        environments/night.properties:3: cluster.kind is "huge"
                            Give serverless or provisioned.
                        environments/night.properties:4: cluster.name is "Caravan_Night"
                            Give 3 to 40 lower-case letters, digits and single hyphens, a letter first.
                        environments/night.properties:5: cluster.nodes is "0"
                            Give a number from 1 to 128.
                        environments/night.properties:6: cluster.port is "5432x"
                            Give a whole number such as 4.
                        environments/night.properties:7: cluster.timeout is "soon"
                            Give a duration with its unit, such as 60s, 5m or 7d.
                        environments/night.properties:8: landing.s3.kms-key-id is an alias, which no policy can name
                            Give the key's own id or ARN.""");
    }

    @Test
    void aPortThatRedshiftDoesNotTakeIsTold() {
        assertThatThrownBy(() -> ClusterSettings.toStart(environment("cluster.port=5430")))
                .hasMessage(
                        """
                        environments/night.properties:3: cluster.port is "5430"
                            Give one of 5431 to 5455 or 8191 to 8215.""");
    }

    @Test
    void queuesThatCannotKnowCaravanOrCountASecondAreTold() {
        assertThatThrownBy(() -> ClusterSettings.toStart(
                        environment("cluster.kind=provisioned", "cluster.queues=true", "cluster.longest-read=1500ms")))
                .hasMessage(
                        """
                        environments/night.properties: warehouse.query-group is not set
                            Caravan's queue knows its sessions by it: give a word such as caravan.
                        environments/night.properties:5: cluster.longest-read is "1500ms"
                            Give whole seconds, less than a day, or 0s for no limit.""");
    }

    @Test
    void nobodyIsLetInByOversight() {
        assertThatThrownBy(() -> Admission.of(environment("cluster.allow-cidr="), false))
                .hasMessage(
                        """
                        environments/night.properties:2: cluster.allow-cidr is missing
                            Give the ranges that may connect, such as 203.0.113.7/32, or "caller" for this machine's own \
                        address as the internet sees it.""");
        assertThatThrownBy(() -> Admission.of(environment("cluster.allow-cidr=home, 0.0.0.0/1"), false))
                .hasMessage(
                        """
                        environments/night.properties:2: cluster.allow-cidr has "home", which is no range of addresses
                            Give an address and its prefix, such as 203.0.113.7/32 or 2001:db8::/48, or "caller".
                        environments/night.properties:2: cluster.allow-cidr has "0.0.0.0/1", which lets in everybody
                            Give a narrower range, or --allow-any-address if that is what you want.""");
    }

    @Test
    void aServerThatAnswersNoAddressLetsNobodyIn() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page = "<html>Sign in to this network</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort();
        try {
            assertThatThrownBy(() -> Admission.of(
                            environment("cluster.allow-cidr=caller", "cluster.caller-address-url=" + url), false))
                    .hasMessage(
                            """
                            environments/night.properties:2: cluster.allow-cidr is "caller", and %s answers no address
                                Give the range itself, such as 203.0.113.7/32, or another server in \
                            cluster.caller-address-url."""
                                    .formatted(url));
        } finally {
            server.stop(0);
        }
    }

    private Environment environment(String... settings) {
        return new Operator(root, settings).environment();
    }
}
