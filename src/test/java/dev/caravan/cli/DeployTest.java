package dev.caravan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

/** The files of {@code deploy/}, which nothing else here runs. */
class DeployTest {
    private static final Path ROOT = Path.of("deploy");
    private static final Path UNIT = ROOT.resolve("systemd/caravan.service");
    private static final Duration STOP = Duration.ofSeconds(60 + 20);
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExists(String command) {
        Terminal silent =
                new Terminal(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), false, false);
        CommandLine line = new CommandLine(
                new CaravanCommand(), new CommandFactory(new Shell(silent, Map.of(), Clock.systemUTC())));

        CommandLine.ParseResult parsed = line.parseArgs(command.split(" "));

        assertThat(parsed.hasSubcommand() || parsed.isVersionHelpRequested()).isTrue();
    }

    /** Words after {@code caravan}, out of every file that starts it. */
    static List<String> commands() {
        List<String> commands = new ArrayList<>();
        find("(?m)^ExecStart=/opt/caravan/caravan (.*)$", UNIT).forEach(commands::add);
        find("(?m)^CMD \\[(.*)]$", ROOT.resolve("Dockerfile"))
                .map(words -> words.replaceAll("[\",]+", " ").strip().replaceAll(" +", " "))
                .forEach(commands::add);
        find("exec \\./caravan ([^\"]*)\"", ROOT.resolve("airflow/caravan_dag.py"))
                .forEach(commands::add);
        find("(?m)\\./caravan (.*)$", Path.of("docs/deploy.md")).forEach(commands::add);
        Stream.of("deployment", "cronjob").map(DeployTest::container).forEach(container -> {
            List<String> words = new ArrayList<>();
            container.path("args").forEach(word -> words.add(word.asText()));
            commands.add(String.join(" ", words));
        });
        assertThat(commands).hasSize(7);
        return commands;
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployment", "cronjob"})
    void aManifestObeysItsSchema(String name) {
        assertThat(errors(manifest(name))).isEmpty();
    }

    @Test
    void whatBreaksTheSchemaIsSeen() {
        String privileged =
                manifest("deployment").toString().replace("\"runAsNonRoot\":true", "\"runAsNonRoot\":false");
        String misspelt = manifest("cronjob").toString().replace("concurrencyPolicy", "concurencyPolicy");

        assertThat(errors(tree(privileged))).isNotEmpty();
        assertThat(errors(tree(misspelt))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployment", "cronjob"})
    void aPodMayTakeLongerToStopThanCaravanDoes(String name) {
        assertThat(pod(name).path("terminationGracePeriodSeconds").asLong()).isGreaterThan(STOP.toSeconds());
    }

    @Test
    void theDeploymentIsProbedWhereHealthAnswers() {
        JsonNode container = container("deployment");

        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
    }

    @Test
    void theServiceMayTakeLongerToStopAndWritesOnlyItsOwn() {
        String unit = read(UNIT);

        assertThat(unit.lines())
                .contains(
                        "TimeoutStopSec=90",
                        "NoNewPrivileges=true",
                        "ProtectSystem=strict",
                        "ProtectHome=true",
                        "ReadWritePaths=/opt/caravan/target /opt/caravan/work",
                        "Restart=on-failure");
        assertThat(unit.lines().filter(line -> !line.isBlank()))
                .allMatch(line -> line.matches("#.*|\\[(Unit|Service|Install)]|[A-Z][A-Za-z]+=.*"));
    }

    /** Where there is a systemd; it looks for the program, so it gets one that is there. */
    @Test
    void systemdUnderstandsTheService(@TempDir Path scratch) throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "systemd-analyze"))));
        Path unit = scratch.resolve("caravan.service");
        Files.writeString(unit, read(UNIT).replace("/opt/caravan/caravan start", "/bin/true start"));

        Process verify = new ProcessBuilder("systemd-analyze", "verify", "--man=no", unit.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verify.getInputStream().readAllBytes(), UTF_8);

        assertThat(said.lines().filter(line -> line.contains("caravan.service")))
                .isEmpty();
        assertThat(verify.waitFor()).as(said).isZero();
    }

    @Test
    void theImageRunsAsNobodyInParticularAndTellsItsHealth() {
        assertThat(read(ROOT.resolve("Dockerfile")).lines())
                .contains("USER 10001:10001", "ENTRYPOINT [\"/opt/caravan/caravan\"]")
                .anyMatch(line -> line.startsWith("HEALTHCHECK "))
                .filteredOn(line -> line.startsWith("FROM "))
                .hasSize(2);
    }

    private static List<String> errors(JsonNode manifest) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(read(Path.of("src/test/resources/deploy/kubernetes.schema.json")))
                .validate(manifest.toString(), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonNode container(String name) {
        return pod(name).path("containers").path(0);
    }

    private static JsonNode pod(String name) {
        return manifest(name).findParent("containers");
    }

    private static JsonNode manifest(String name) {
        Object yaml = new Load(LoadSettings.builder().build())
                .loadFromString(read(ROOT.resolve("kubernetes/" + name + ".yaml")));
        return JSON.valueToTree(yaml);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> find(String pattern, Path file) {
        return Pattern.compile(pattern).matcher(read(file)).results().map((MatchResult found) -> found.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
