package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.cluster.FakeAws;
import dev.caravan.project.CaravanException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person types, and sees. */
class ClusterCommandTest {
    @TempDir
    Path project;

    private FakeAws aws;

    @BeforeEach
    void openAccount() throws IOException {
        Files.createDirectories(project.resolve("environments"));
        Files.writeString(
                project.resolve("environments/night.properties"),
                """
                cluster.allow-cidr=203.0.113.7/32
                cluster.kind=serverless
                landing.uri=s3://crypto-landing/night
                """);
        aws = FakeAws.start();
    }

    @AfterEach
    void closeAccount() {
        aws.close();
    }

    @Test
    void aDryRunPrintsStepsPoliciesAndCostAndChangesNothing() {
        CommandRun run = cluster("start", "--dry-run").succeeded();

        assertThat(run.out())
                .startsWith(
                        """
                        step    what                                               detail
                        ──────  ─────────────────────────────────────────────────  ──────
                        create  IAM role caravan-night
                        create  policy read-landing of that role
                        create  security group caravan-night
                        create  rule of that group: port 5439 from 203.0.113.7/32
                        create  namespace caravan-night
                        create  workgroup caravan-night
                        create  overlay environments/night.local.properties

                        who may take the role caravan-night:
                        {
                          "Version" : "2012-10-17",
                        """)
                .contains("\"Resource\" : \"arn:aws:s3:::crypto-landing/night/*\"")
                .endsWith(
                        """

                        8 RPU at $0.375 each: about $3.00 an hour while queries run, more if it grows under load, nothing \
                        while nobody asks.
                        Storage $0.024 a GB and month, the password's secret $0.40 a month; snapshots and traffic are not \
                        counted.
                        Prices on demand of us-east-1, September 2026 (AWS Price List). An estimate, no promise.
                        """);
        assertThat(aws.changes()).isEmpty();
    }

    @Test
    void nothingIsMadeOrDeletedUnasked() {
        CommandRun start = cluster("start");

        assertThat(start.exitCode()).isEqualTo(1);
        assertThat(start.err())
                .isEqualTo(
                        """
                        caravan cluster start: nobody is there to be asked
                            Give --yes, or --dry-run to see what it would do.
                        """);
        assertThat(aws.changes()).isEmpty();
    }

    @Test
    void theNameHasToBeTypedLetterByLetter() {
        StringWriter shown = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(shown), new PrintWriter(shown), true, false);

        new Confirmation(terminal, () -> Optional.of("caravan-night "))
                .ask("caravan cluster stop", "caravan-night", false);

        assertThat(shown).hasToString("Type caravan-night to go on: ");
        for (Optional<String> typed : List.of(Optional.<String>empty(), Optional.of("y"), Optional.of("caravan"))) {
            assertThatThrownBy(() ->
                            new Confirmation(terminal, () -> typed).ask("caravan cluster stop", "caravan-night", false))
                    .isInstanceOf(CaravanException.class)
                    .hasMessage("caravan cluster stop: was not confirmed; nothing is changed");
        }
    }

    @Test
    void aForeignAccountNumberAndSecretsStayOutOfWhatIsShown() {
        CommandRun status = cluster("status").succeeded();

        assertThat(status.shown()).doesNotContain(FakeAws.ACCOUNT);
        assertThat(status.out())
                .contains("absent  workgroup caravan-night")
                .contains("Nothing: there is no warehouse.");
    }

    @Test
    void clusterAloneIsNoCommand() {
        CommandRun run = CommandRun.of(List.of("cluster"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Missing required subcommand");
    }

    private CommandRun cluster(String... words) {
        List<String> all = new ArrayList<>(List.of("cluster"));
        all.addAll(List.of(words));
        all.addAll(List.of("--project", project.toString(), "--env", "night"));
        return CommandRun.of(all);
    }
}
