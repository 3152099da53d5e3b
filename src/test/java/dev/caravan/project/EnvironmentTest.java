package dev.caravan.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentTest {
    @TempDir
    Path root;

    @BeforeEach
    void makeEnvironments() throws IOException {
        Files.createDirectory(root.resolve("environments"));
    }

    @ParameterizedTest
    @MethodSource("dev.caravan.HostileNames#all")
    void aNameLeadsToNoOtherFile(String name) throws IOException {
        write("environments/demo.properties", "a=1\n");
        write("x.properties", "a=1\n");

        assertThatThrownBy(() -> Environment.load(Project.at(root), name, Map.of(), Map.of()))
                .isInstanceOf(CaravanException.class)
                .hasMessage("environments: \"" + name + "\" is no name of an environment\n    Choose one of demo.");
    }

    @Test
    void theStrongerSourceWins() throws IOException {
        write("environments/demo.properties", "a.file=file\na.overlay=file\na.dot=file\na.process=file\na.set=file\n");
        write("environments/demo.local.properties", "a.overlay=overlay\na.dot=overlay\na.process=overlay\n");
        write(".env", "A_DOT=\"dot\"\nA_PROCESS=dot\nA_SET=dot\n");

        Environment environment = load(Map.of("A_PROCESS", "process", "A_SET", "process"), Map.of("a.set", "set"));

        assertThat(environment.all())
                .isEqualTo(Map.of(
                        "a.file",
                        "file",
                        "a.overlay",
                        "overlay",
                        "a.dot",
                        "dot",
                        "a.process",
                        "process",
                        "a.set",
                        "set"));
    }

    @Test
    void aProblemWithTheOverlayNamesItsLine() throws IOException {
        write("environments/demo.properties", "run.threads=4\n");
        write("environments/demo.local.properties", "# of this machine\nrun.threads=many\n");

        Environment environment = load(Map.of(), Map.of());

        assertThatThrownBy(() -> environment.integer("run.threads", 1))
                .hasMessage(
                        """
                environments/demo.local.properties:2: run.threads is "many"
                    Give a whole number such as 4.""");
    }

    @Test
    void aVariableSetsWhatTheFileDoesNotName() throws IOException {
        write("environments/demo.properties", "");

        Environment environment = load(Map.of("WAREHOUSE_PASSWORD", "swordfish"), Map.of());

        assertThat(environment.text("warehouse.password")).isEqualTo("swordfish");
    }

    @Test
    void readsValuesWithTheirUnits() throws IOException {
        write("environments/demo.properties", "wait=1500ms\nage=30d\nsize=16MB\nids= 1, 2 ,,3\nthreads=4\non=true\n");

        Environment environment = load(Map.of(), Map.of());

        assertThat(environment.duration("wait", Duration.ZERO)).isEqualTo(Duration.ofMillis(1500));
        assertThat(environment.duration("age", Duration.ZERO)).isEqualTo(Duration.ofDays(30));
        assertThat(environment.sizeBytes("size", 0)).isEqualTo(16 * 1024 * 1024);
        assertThat(environment.list("ids")).containsExactly("1", "2", "3");
        assertThat(environment.integer("threads", 1)).isEqualTo(4);
        assertThat(environment.flag("on", false)).isTrue();
    }

    @Test
    void fillsPlaceholdersFromSettingsAndVariables() throws IOException {
        write(
                "environments/demo.properties",
                "base=work/{{env:WHO}}\nuri=file:{{base}}/landing\nport={{env:PORT:8080}}\n");

        Environment environment = load(Map.of("WHO", "ada"), Map.of());

        assertThat(environment.text("uri")).isEqualTo("file:work/ada/landing");
        assertThat(environment.text("port")).isEqualTo("8080");
    }

    @Test
    void namesTheMissingPropertyAndEveryPlaceToSetIt() throws IOException {
        write("environments/demo.properties", "landing.uri=\n");

        Environment environment = load(Map.of(), Map.of());

        assertThatThrownBy(() -> environment.text("warehouse.url"))
                .hasMessage(
                        """
                environments/demo.properties: warehouse.url is missing
                    Set it in environments/demo.properties, as WAREHOUSE_URL in the process environment or .env, \
                or with --set warehouse.url=VALUE.""");
        assertThatThrownBy(() -> environment.text("landing.uri"))
                .hasMessageStartingWith("environments/demo.properties:1: landing.uri is empty");
    }

    @Test
    void saysWhereAValueCannotBeRead() throws IOException {
        write("environments/demo.properties", "# sizes\nlanding.part-size=16\n");

        Environment environment = load(Map.of(), Map.of());

        assertThatThrownBy(() -> environment.sizeBytes("landing.part-size", 0))
                .hasMessage(
                        """
                environments/demo.properties:2: landing.part-size is "16"
                    Give a size with its unit, such as 16MB.""");
    }

    @Test
    void reportsEveryProblemOfAFileTogether() throws IOException {
        write("environments/demo.properties", "a=1\na=2\nnonsense\nb={{env:NOBODY}}\n");

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .hasMessage(
                        """
                environments/demo.properties:2: a is set twice
                    It is set at environments/demo.properties:1 too; keep one.
                environments/demo.properties:3: "nonsense" is no setting
                    Write it as key=value, or as a # comment.
                environments/demo.properties:4: b asks for "{{env:NOBODY}}", which nothing sets
                    Set it in the process environment or .env, or give it a default: {{env:NOBODY:default}}.""");
    }

    @Test
    void offersTheEnvironmentsThatExist() throws IOException {
        write("environments/demo.properties", "");
        write("environments/demo.local.properties", "");
        write("environments/local.properties", "");
        Project project = Project.at(root);

        assertThatThrownBy(() -> Environment.load(project, "prod", Map.of(), Map.of()))
                .hasMessage(
                        """
                environments/prod.properties: there is no environment "prod"
                    Choose one of demo, local, or write that file.""");
    }

    @Test
    void urlsOfWebhooksAreSecrets() throws IOException {
        write("environments/demo.properties", "notify.webhook.url=https://hooks.example/T0/canary/\n");

        Masking masking = load(Map.of("NOTIFY_SLACK_URL", "https://hooks.slack.example/B0/canary"), Map.of())
                .masking();

        assertThat(masking.mask("https://hooks.example/T0/canary and https://hooks.slack.example/B0/canary?a=b"))
                .isEqualTo("*** and ***?a=b");
    }

    @Test
    void masksSecretsOfTheFileAndOfTheProcessAndInUrls() throws IOException {
        write("environments/demo.properties", "warehouse.password=swordfish\nlanding.s3.secret-key=abcd1234\n");

        Masking masking =
                load(Map.of("AWS_SECRET_ACCESS_KEY", "xyzzy-1"), Map.of()).masking();

        assertThat(masking.mask(
                        "swordfish abcd1234 xyzzy-1 jdbc:postgresql://ann:pw@db/x?user=ann&password=s3cr3t&a=b"))
                .isEqualTo("*** *** *** jdbc:postgresql://ann:***@db/x?user=ann&password=***&a=b");
    }

    private Environment load(Map<String, String> process, Map<String, String> overrides) {
        return Environment.load(Project.at(root), "demo", process, overrides);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }
}
