package dev.caravan.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.caravan.project.CaravanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for a warehouse of either kind, from the first start to the last stop, whatever happens on the way. */
abstract class LifecycleContract {
    private static final Map<String, String> THEIRS = Map.of("team", "billing");

    @TempDir
    Path root;

    FakeAws aws;

    /** As {@code cluster.kind} names it. */
    abstract String kind();

    /** What stands in the account after a start. */
    abstract List<String> started();

    /** What a first start does, in order. */
    abstract List<String> firstChanges();

    abstract String finalSnapshot();

    /** The things of the warehouse, as the fake names them, apart from the security group. */
    abstract List<String> named();

    @BeforeEach
    void openAccount() throws IOException {
        aws = FakeAws.start();
    }

    @AfterEach
    void closeAccount() {
        aws.close();
    }

    @Test
    void aStartMakesEverythingOnce() {
        operator().start();

        assertThat(aws.names()).as(calls()).isEqualTo(started());
        assertThat(aws.changes()).isEqualTo(firstChanges());
        assertNothingTrespassed();
    }

    @Test
    void aSecondStartChangesNothing() {
        operator().start();
        aws.forgetCalls();

        operator().start();

        assertThat(aws.changes()).as(calls()).isEmpty();
        assertThat(aws.names()).isEqualTo(started());
    }

    @Test
    void aStartThatWasCutOffAnywhereGoesOn() throws IOException {
        for (int changes = 1; changes <= firstChanges().size(); changes++) {
            openAnew();
            aws.cutAfter(changes);
            assertThat(catchThrowable(() -> operator().start()))
                    .as("cut after %d", changes)
                    .isNotNull();

            aws.heal();
            operator().start();

            assertThat(aws.names())
                    .as("cut after change %d, %s", changes, calls())
                    .isEqualTo(started());
            assertThat(aws.changes())
                    .as("cut after change %d, %s", changes, calls())
                    .isEqualTo(firstChanges());
            assertThat(operator().overlay()).as("cut after change %d", changes).isNotEmpty();
            assertNothingTrespassed();
        }
    }

    @Test
    void aRoleThatSomebodyDeletedIsMadeAgain() {
        operator().start();
        aws.things().remove("role", "caravan-night");

        assertThat(operator().status().lines()).extracting(Plan.Line::detail).contains("names a role that is gone");
        operator().start();

        assertThat(aws.names()).as(calls()).isEqualTo(started());
        assertNothingTrespassed();
    }

    @Test
    void aStopDeletesEverythingAndKeepsASnapshot() {
        operator().start();

        operator().stop();

        assertThat(aws.names()).as(calls()).containsExactly(finalSnapshot());
        assertThat(aws.things().all("snapshot").values())
                .allSatisfy(snapshot -> assertThat(snapshot.tags).isEqualTo(Things.OURS));
        assertThat(operator().overlay()).isEmpty();
        assertNothingTrespassed();
    }

    @Test
    void aStopWithoutASnapshotKeepsNothing() {
        operator().start();

        operator().stop(Ending.NO_SNAPSHOT);

        assertThat(aws.names()).as(calls()).isEmpty();
    }

    @Test
    void aSecondStopChangesNothing() {
        operator().start();
        operator().stop();
        aws.forgetCalls();

        operator().stop();

        assertThat(aws.changes()).as(calls()).isEmpty();
        assertThat(aws.names()).containsExactly(finalSnapshot());
    }

    @Test
    void aStopThatWasCutOffAnywhereGoesOn() throws IOException {
        boolean cut = true;
        for (int changes = 1; cut; changes++) {
            openAnew();
            operator().start();
            aws.cutAfter(changes);
            catchThrowable(() -> operator().stop());
            cut = aws.wasCut();

            aws.heal();
            operator().stop();

            assertThat(aws.names())
                    .as("cut after change %d, %s", changes, calls())
                    .containsExactly(finalSnapshot());
            assertThat(aws.things().all("snapshot").values())
                    .allSatisfy(snapshot -> assertThat(snapshot.tags).isEqualTo(Things.OURS));
            assertNothingTrespassed();
        }
    }

    @Test
    void aForeignThingOfTheSameNameStopsTheStartBeforeAnythingIsMade() throws IOException {
        List<String> all = new ArrayList<>(named());
        all.add("security-group/sg-theirs");
        for (String thing : all) {
            openAnew();
            put(thing, THEIRS);

            Throwable refusal = catchThrowable(() -> operator().start());

            assertThat(refusal)
                    .as(thing)
                    .isInstanceOf(CaravanException.class)
                    .hasMessageContaining("caravan-night: is there already, and its tags do not say that this"
                            + " environment owns it\n    It is left alone.");
            assertThat(aws.changes()).as("%s, %s", thing, calls()).isEmpty();
        }
    }

    @Test
    void aStopLeavesForeignThingsAlone() throws IOException {
        List<String> all = new ArrayList<>(named());
        all.add("security-group/sg-theirs");
        for (String thing : all) {
            openAnew();
            put(thing, THEIRS);

            Throwable refusal = catchThrowable(() -> operator().stop());

            assertThat(refusal).as(thing).hasMessageContaining("It is left alone.");
            assertThat(aws.changes()).as("%s, %s", thing, calls()).isEmpty();
            assertNothingTrespassed();
        }
    }

    @Test
    void theThingsOfAnotherEnvironmentAreForeign() {
        put(
                "role/caravan-night",
                Map.of("caravan:managed", "true", "caravan:project", "caravan", "caravan:environment", "day"));

        assertThatThrownBy(() -> operator().start()).hasMessageStartingWith("IAM role caravan-night: is there already");
    }

    @Test
    void throttledCallsAreSentAgain() {
        Refusal throttling = new Refusal(400, "Throttling", "Rate exceeded");
        aws.fail("GetRole", 3, throttling);
        aws.fail("CreateRole", 3, throttling);
        aws.fail("DescribeSecurityGroups", 3, new Refusal(503, "RequestLimitExceeded", "Request limit exceeded."));
        aws.fail(
                "AuthorizeSecurityGroupIngress",
                3,
                new Refusal(503, "RequestLimitExceeded", "Request limit exceeded."));

        Operator operator = operator();
        operator.start();

        assertThat(aws.names()).as(calls()).isEqualTo(started());
        assertThat(operator.seen()).contains("wait for IAM role caravan-night: throttled by AWS");
    }

    @Test
    void aRoleThatSomebodyMadeMeanwhileIsTaken() {
        put("role/caravan-night", Things.OURS);
        // unseen when everything is looked at, and when the role's turn comes
        aws.fail("GetRole", 3, new Refusal(404, "NoSuchEntity", "not yet visible"));

        operator().start();

        assertThat(aws.calls()).as(calls()).contains("CreateRole");
        assertThat(aws.names()).as(calls()).isEqualTo(started());
    }

    @Test
    void aForeignRoleThatAppearsInBetweenIsRefused() {
        put("role/caravan-night", THEIRS);
        aws.fail("GetRole", 3, new Refusal(404, "NoSuchEntity", "not yet visible"));

        assertThatThrownBy(() -> operator().start()).hasMessageStartingWith("IAM role caravan-night: is there already");
        assertNothingTrespassed();
    }

    @Test
    void expiredCredentialsAreToldWithWhatToDo() {
        aws.fail("GetCallerIdentity", 1, new Refusal(403, "ExpiredToken", "The security token is expired"));

        assertThatThrownBy(() -> operator().start())
                .hasMessage(
                        """
                        sts:GetCallerIdentity: AWS's credentials have expired
                            Sign in again (aws sso login, or a new AWS_SESSION_TOKEN), then run the same command: it goes on \
                        from here.""");
    }

    @Test
    void aRightThatLacksIsNamedAndTheAccountIsNot() {
        aws.fail(
                "CreateRole",
                1,
                new Refusal(
                        403,
                        "AccessDenied",
                        "User: arn:aws:iam::123456789012:user/ada is not authorized to perform: iam:TagRole on resource: "
                                + "arn:aws:iam::123456789012:role/caravan-night"));

        assertThatThrownBy(() -> operator().start())
                .hasMessage(
                        """
                        iam:CreateRole: the identity lacks the right to iam:TagRole: User: arn:aws:iam::…:user/ada is not \
                        authorized to perform: iam:TagRole on resource: arn:aws:iam::…:role/caravan-night (AccessDenied)
                            Let an administrator allow iam:TagRole to it; docs/cluster.md lists all that the command needs.""");
    }

    @Test
    void aRightThatEc2DoesNotNameIsNamedAllTheSame() {
        aws.fail(
                "CreateSecurityGroup",
                1,
                new Refusal(
                        403,
                        "UnauthorizedOperation",
                        "You are not authorized to perform this operation. Encoded authorization failure message: xYz"));

        assertThatThrownBy(() -> operator().start())
                .hasMessageStartingWith(
                        "ec2:CreateSecurityGroup: the identity lacks the right to ec2:CreateSecurityGroup: "
                                + "You are not authorized to perform this operation (UnauthorizedOperation)\n");
    }

    @Test
    void theOverlayTellsTheOtherCommandsWhereTheWarehouseIs() throws IOException {
        Operator operator = operator();
        Files.writeString(operator.project().overlay("night"), "# of this machine\nrun.threads=2\n");

        operator.start();
        var environment = operator.environment();
        operator.stop();

        assertThat(environment.text("run.threads")).isEqualTo("2");
        assertThat(environment.text("warehouse.url"))
                .matches("jdbc:redshift://caravan-night\\.example\\..*:5439/caravan.*");
        assertThat(environment.text("warehouse.secret-id")).isEqualTo(FakeAws.SECRET);
        assertThat(environment.text("load.iam-role")).isEqualTo(FakeIam.arn("caravan-night"));
        assertThat(operator.overlay()).containsExactly("# of this machine", "run.threads=2");
    }

    @Test
    void whatAPersonSetInTheOverlayIsNotWrittenOver() throws IOException {
        Operator operator = operator();
        Files.writeString(
                operator.project().overlay("night"), "run.threads=2\nexport warehouse.url=jdbc:redshift://mine\n");

        assertThatThrownBy(operator::start)
                .hasMessage(
                        """
                        environments/night.local.properties:2: warehouse.url is set by hand
                            Take the line out: caravan cluster start writes it.""");
        assertThat(aws.changes()).isEmpty();
    }

    @Test
    void anAddressThatMovedIsClosedOutAgain() {
        operator().start();
        put("rule/sgr-theirs", THEIRS)
                .with(
                        "group",
                        aws.things().all("security-group").keySet().iterator().next())
                .with("port", "5439")
                .with("range", "192.0.2.0/24");

        operator("cluster.allow-cidr=caller", "cluster.caller-address-url=" + aws.url() + "/my-address")
                .start();

        assertThat(aws.things().all("rule").values())
                .extracting(rule -> rule.field("range"))
                .as(calls())
                .containsExactlyInAnyOrder("198.51.100.23/32", "192.0.2.0/24");
        assertNothingTrespassed();
    }

    @Test
    void everybodyIsLetInOnlyWhereThatIsSaidTwice() {
        assertThatThrownBy(() -> operator("cluster.allow-cidr=0.0.0.0/0,::/0").start())
                .hasMessage(
                        """
                        environments/night.properties:2: cluster.allow-cidr has "0.0.0.0/0", which lets in everybody
                            Give a narrower range, or --allow-any-address if that is what you want.
                        environments/night.properties:2: cluster.allow-cidr has "::/0", which lets in everybody
                            Give a narrower range, or --allow-any-address if that is what you want.""");
        assertThat(aws.calls()).isEmpty();

        operator("cluster.allow-cidr=0.0.0.0/0,::/0").allowingAnyAddress().start();

        assertThat(aws.things().all("rule").values())
                .extracting(rule -> rule.field("range"))
                .containsExactlyInAnyOrder("0.0.0.0/0", "::/0");
    }

    @Test
    void aRoleWithPoliciesOfOthersIsNotDeleted() {
        operator().start();
        aws.things().find("role", "caravan-night").orElseThrow().with("attached", "TheirPolicy");

        assertThatThrownBy(() -> operator().stop())
                .hasMessage(
                        """
                        IAM role caravan-night: has policies that Caravan did not give it: TheirPolicy
                            Take them off the role, then run the same command: it goes on from here.""");
        assertThat(aws.names()).as(calls()).containsExactly("role/caravan-night", finalSnapshot());
    }

    @Test
    void aPlanChangesNothing() {
        Plan plan = operator().startPlan();

        assertThat(plan.lines()).extracting(Plan.Line::action).containsOnly("create");
        assertThat(plan.documents()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(aws.changes()).as(calls()).isEmpty();
        assertThat(operator().overlay()).isEmpty();
    }

    @Test
    void theStatusOfNothingIsThatThereIsNothing() {
        Plan status = operator("landing.uri=", "cluster.allow-cidr=").status();

        assertThat(status.lines()).extracting(Plan.Line::action).containsOnly("absent");
        assertThat(status.cost()).isEqualTo(Cost.none());
    }

    Operator operator(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("cluster.kind=" + kind());
        return new Operator(root, all.toArray(String[]::new));
    }

    String calls() {
        return "calls: " + aws.calls();
    }

    void assertNothingTrespassed() {
        assertThat(aws.things().trespasses()).as(calls()).isEmpty();
    }

    Thing put(String thing, Map<String, String> tags) {
        String[] parts = thing.split("/");
        Thing put = aws.things()
                .put(parts[0], parts[1], tags)
                .with("name", "caravan-night")
                .with("vpc", FakeEc2.VPC)
                .with("subnets", "subnet-0a")
                .with("capacity", "8")
                .with("public", "false")
                .with("nodes", "1")
                .with("nodeType", "ra3.large")
                .with("encrypted", "true");
        if (parts[0].equals("role")) {
            put.fields.clear();
            put.with("trust", "{}");
        }
        return put;
    }

    private void openAnew() throws IOException {
        aws.close();
        aws = FakeAws.start();
        Files.deleteIfExists(operator().project().overlay("night"));
    }
}
