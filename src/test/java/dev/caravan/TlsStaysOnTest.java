package dev.caravan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing of ours decides whom to trust: certificates are checked by the JDK and the drivers, as they come. */
@AnalyzeClasses(packages = "dev.caravan", importOptions = DoNotIncludeTests.class)
class TlsStaysOnTest {
    /** What turns a check off, in JDBC, Camel, Vert.x, AWS's SDK, the JDK, Apache's client. */
    private static final Pattern OFF = Pattern.compile(
            "(?i)trust[-_ ]?all|trustAllCerts|verifyHost|NoopHostname|NoopTrustManager|AllowAllHostname|TrustSelfSigned"
                    + "|NonValidatingFactory|disableHostnameVerification|jdk\\.tls\\.(client|disabled)"
                    + "|x509HostnameVerifier|hostnameVerifier|sslmode=(allow|prefer|disable)|TRUST_ALL_CERTIFICATES"
                    + "|curl [^\\n]*(-k\\b|--insecure)");

    @ArchTest
    static final ArchRule NOBODY_CHOOSES_WHOM_TO_TRUST = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(javax.net.ssl.TrustManager.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(javax.net.ssl.HostnameVerifier.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(javax.net.ssl.SSLContext.class)
            .allowEmptyShould(true);

    @Test
    void noFileOfTheProjectTurnsACheckOff() {
        List<String> found = Stream.of("caravan", "environments", "migrations", "models", "routes", "src/main")
                .flatMap(TlsStaysOnTest::files)
                .flatMap(TlsStaysOnTest::offending)
                .toList();

        assertThat(found).isEmpty();
    }

    private static Stream<Path> files(String root) {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().matches(".*(\\.(java|ya?ml|properties|sql|ftl|sh|xml)|/caravan|caravan)"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> offending(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> OFF.matcher(line).find())
                    .map(line -> file + ": " + line.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
