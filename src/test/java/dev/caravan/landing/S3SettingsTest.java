package dev.caravan.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.landing.S3Settings.Credentials;
import dev.caravan.landing.S3Settings.Encryption;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.project.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3SettingsTest {
    @TempDir
    Path root;

    @Test
    void aBucketAloneIsAwsWithWhatTheSdkFinds() throws IOException {
        assertThat(settings("landing.uri=s3://lake/crypto/eu"))
                .isEqualTo(new S3Settings(
                        "lake",
                        "crypto/eu/",
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Encryption.none,
                        Optional.empty(),
                        Optional.empty(),
                        5));
    }

    @Test
    void readsEverySetting() throws IOException {
        assertThat(
                        settings(
                                """
                        landing.uri=s3://lake
                        landing.s3.access-key-id=AKID
                        landing.s3.attempts=2
                        landing.s3.encryption=aws:kms
                        landing.s3.endpoint=https://s3.example.org:9000
                        landing.s3.kms-key-id=alias/lake
                        landing.s3.path-style=false
                        landing.s3.region=eu-central-1
                        landing.s3.secret-access-key=swordfish
                        """))
                .isEqualTo(new S3Settings(
                        "lake",
                        "",
                        Optional.of(URI.create("https://s3.example.org:9000")),
                        false,
                        Optional.of("eu-central-1"),
                        Encryption.kms,
                        Optional.of("alias/lake"),
                        Optional.of(new Credentials(new Secret("AKID"), new Secret("swordfish"))),
                        2));
    }

    @Test
    void anEndpointBringsPathStyleAndARegionToSignWith() throws IOException {
        S3Settings settings = settings("landing.uri=s3://lake\nlanding.s3.endpoint=http://127.0.0.1:9000\n");

        assertThat(settings.pathStyle()).isTrue();
        assertThat(settings.region()).contains("us-east-1");
    }

    @Test
    void tellsEveryWrongSettingAtItsLine() {
        assertThatThrownBy(
                        () -> settings(
                                """
                        landing.uri=s3://lake
                        landing.part-size=5GB
                        landing.s3.access-key-id=AKID
                        landing.s3.attempts=0
                        landing.s3.encryption=rot13
                        landing.s3.endpoint=lake.example.org
                        landing.s3.kms-key-id=alias/lake
                        landing.s3.path-style=maybe
                        """))
                .hasMessage(
                        """
                environments/demo.properties: landing.s3.secret-access-key is missing, and landing.s3.access-key-id is set
                    Set both, or neither: then the SDK looks for credentials where it is used to.
                environments/demo.properties:2: landing.part-size is more than S3 takes in one put
                    Give 4GB or less.
                environments/demo.properties:4: landing.s3.attempts is "0"
                    Give 1 or more; 1 never asks again.
                environments/demo.properties:5: landing.s3.encryption is "rot13"
                    Give none, AES256 or aws:kms.
                environments/demo.properties:6: landing.s3.endpoint is "lake.example.org"
                    Give the server's address, such as https://s3.example.org:9000.
                environments/demo.properties:7: landing.s3.kms-key-id is set, and landing.s3.encryption is not aws:kms
                    Set both, or neither.
                environments/demo.properties:8: landing.s3.path-style is "maybe"
                    Give true or false.""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:", "s3://", "s3:/lake", "s3://two words", "ftp://lake", "s3://lake/a b"})
    void refusesALandingThatIsNoPlace(String uri) {
        assertThatThrownBy(() -> settings("landing.uri=" + uri))
                .hasMessage(
                        """
                environments/demo.properties:1: landing.uri is "%s"
                    Give file:DIRECTORY or s3://BUCKET/PREFIX."""
                                .formatted(uri));
    }

    @Test
    void keysShowInNoText() throws IOException {
        String text = "landing.uri=s3://lake\nlanding.s3.access-key-id=AKID\nlanding.s3.secret-access-key=swordfish\n";

        assertThat(settings(text).toString()).doesNotContain("AKID").doesNotContain("swordfish");
        assertThat(environment(text).masking().mask("as AKID with swordfish at s3://lake/"))
                .isEqualTo("as *** with *** at s3://lake/");
    }

    private S3Settings settings(String properties) throws IOException {
        Environment environment = environment(properties);
        return S3Settings.of(environment, LandingSettings.of(environment, root));
    }

    private Environment environment(String properties) throws IOException {
        Files.createDirectories(root.resolve("environments"));
        Files.writeString(root.resolve("environments/demo.properties"), properties);
        return Environment.load(Project.at(root), "demo", Map.of(), Map.of());
    }
}
