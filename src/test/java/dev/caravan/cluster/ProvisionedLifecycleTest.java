package dev.caravan.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A cluster of nodes: what {@link LifecycleContract} says, and the states that only a cluster has. */
class ProvisionedLifecycleTest extends LifecycleContract {
    private static final List<String> QUEUES =
            List.of("cluster.queues=true", "warehouse.query-group=caravan", "readers.roles=group bi, role analyst");

    /** With queues, but where a test says otherwise. */
    @Override
    Operator operator(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        QUEUES.stream()
                .filter(queue -> Stream.of(settings).noneMatch(set -> key(set).equals(key(queue))))
                .forEach(all::add);
        return super.operator(all.toArray(String[]::new));
    }

    private static String key(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    @Override
    String kind() {
        return "provisioned";
    }

    @Override
    List<String> started() {
        return List.of(
                "cluster/caravan-night available",
                "parameter-group/caravan-night",
                "role/caravan-night",
                "rule/sgr-00000002",
                "security-group/sg-00000001",
                "subnet-group/caravan-night");
    }

    @Override
    List<String> firstChanges() {
        return List.of(
                "CreateRole",
                "PutRolePolicy",
                "CreateSecurityGroup",
                "AuthorizeSecurityGroupIngress",
                "CreateClusterSubnetGroup",
                "CreateClusterParameterGroup",
                "ModifyClusterParameterGroup",
                "ModifyClusterParameterGroup",
                // refused, because the role is not known there yet
                "CreateCluster",
                "CreateCluster");
    }

    @Override
    String finalSnapshot() {
        return "snapshot/caravan-night-final-20261124060708 available";
    }

    @Override
    List<String> named() {
        return List.of(
                "role/caravan-night",
                "subnet-group/caravan-night",
                "parameter-group/caravan-night",
                "cluster/caravan-night");
    }

    @Test
    void theClusterIsClosedAndEncryptedUnlessToldOtherwise() {
        operator().start();

        assertThat(cluster().fields).containsEntry("encrypted", "true").containsEntry("public", "false");
        assertThat(parameters().field("require_ssl")).isEqualTo("true");
    }

    @Test
    void theQueuesAreThoseOfTheSettings() {
        operator().start();

        assertThat(parameters().field("wlm_json_configuration"))
                .isEqualTo(new Queues("caravan", List.of("group bi", "role analyst"), Duration.ofMinutes(5))
                        .document()
                        .toString());
    }

    @Test
    void queuesThatDifferAreMendedAndOnlyThey() {
        operator().start();
        aws.forgetCalls();

        operator("readers.roles=group press").start();
        operator("readers.roles=group press").start();

        assertThat(aws.changes()).as(calls()).containsExactly("ModifyClusterParameterGroup");
        assertThat(parameters().field("wlm_json_configuration"))
                .contains("\"press\"")
                .doesNotContain("\"bi\"");
    }

    @Test
    void queuesOfOthersStayWhereNoneAreWished() {
        operator("cluster.queues=false").start();
        parameters().with("wlm_json_configuration", "[]");
        aws.forgetCalls();

        operator("cluster.queues=false").start();

        assertThat(aws.changes()).isEmpty();
        assertThat(parameters().field("wlm_json_configuration")).isEqualTo("[]");
    }

    @Test
    void theQueuesAreShownBeforeTheyAreMade() {
        Plan plan = operator().startPlan();

        assertThat(plan.lines())
                .contains(new Plan.Line("create", "parameter of that group: wlm_json_configuration", ""));
        assertThat(plan.documents())
                .filteredOn(document -> document.title().equals("the cluster's queues"))
                .singleElement()
                .satisfies(document -> assertThat(document.json()).contains("\"concurrency_scaling\" : \"auto\""));
        assertThat(aws.changes()).isEmpty();
    }

    @Test
    void whatDiffersIsMended() {
        operator().start();
        cluster().with("role", "").with("group", "sg-other");
        aws.forgetCalls();

        operator("cluster.publicly-accessible=true").start();

        assertThat(aws.changes()).containsExactly("ModifyClusterIamRoles", "ModifyCluster", "ModifyCluster");
        assertThat(cluster().fields)
                .containsEntry("role", FakeIam.arn("caravan-night"))
                .containsEntry("group", "sg-00000001")
                .containsEntry("public", "true");
    }

    @Test
    void aResizeIsNotDoneByAStart() {
        operator().start();
        aws.forgetCalls();

        assertThatThrownBy(() -> operator("cluster.nodes=4").start())
                .hasMessage(
                        """
                        cluster caravan-night: has 1 × ra3.large in place of 4 × ra3.large
                            Caravan does not resize or encrypt a cluster. Do it in AWS's console, or set cluster.node-type and \
                        cluster.nodes to what is there.""");
        assertThat(aws.changes()).isEmpty();
    }

    @Test
    void aStartWaitsForWhatIsUnderWay() {
        operator().start();
        Thing cluster = cluster();
        cluster.passes("modifying", 8, () -> cluster.stands("available"));
        aws.forgetCalls();

        Operator operator = operator();
        operator.start();

        assertThat(aws.changes()).isEmpty();
        assertThat(operator.seen()).contains("wait for cluster caravan-night: modifying");
    }

    @Test
    void aStartAfterADeletionWaitsForItsEnd() {
        operator().start();
        Thing cluster = cluster();
        cluster.passes("deleting", 5, () -> aws.things().remove("cluster", "caravan-night"));
        aws.forgetCalls();

        operator().start();

        assertThat(aws.changes()).as(calls()).containsExactly("CreateCluster");
        assertThat(aws.names()).isEqualTo(started());
    }

    @Test
    void aStartResumesAPausedCluster() {
        operator().start();
        operator().pause();
        assertThat(cluster().status()).isEqualTo("paused");
        aws.forgetCalls();

        operator().start();

        assertThat(aws.changes()).as(calls()).containsExactly("ResumeCluster");
        assertThat(aws.names()).isEqualTo(started());
    }

    @Test
    void aPausedClusterIsWokenForItsFinalSnapshot() {
        operator().start();
        operator().pause();

        operator().stop();

        assertThat(aws.changes()).as(calls()).containsSubsequence("PauseCluster", "ResumeCluster", "DeleteCluster");
        assertThat(aws.names()).containsExactly(finalSnapshot());
    }

    @Test
    void pausingAndResumingTwiceChangesNothing() {
        operator().start();
        aws.forgetCalls();

        operator().pause();
        operator().pause();
        operator().resume();
        operator().resume();

        assertThat(aws.changes()).as(calls()).containsExactly("PauseCluster", "ResumeCluster");
        assertThat(cluster().status()).isEqualTo("available");
    }

    @Test
    void nothingIsPausedThatIsNotThereOrNotOurs() {
        assertThatThrownBy(() -> operator().pause())
                .hasMessage(
                        """
                        cluster caravan-night: is not there
                            Start it with caravan cluster start.""");

        put("cluster/caravan-night", java.util.Map.of()).stands("available");
        assertThatThrownBy(() -> operator().pause()).hasMessageContaining("is there already");
        assertThat(aws.changes()).isEmpty();
    }

    @Test
    void aBrokenClusterIsToldAndCanBeDeleted() {
        operator().start();
        cluster().stands("incompatible-network");
        aws.forgetCalls();

        assertThatThrownBy(() -> operator().start())
                .hasMessageStartingWith(
                        "cluster caravan-night: is in the state \"incompatible-network\", which does not pass");
        assertThat(aws.changes()).isEmpty();

        operator().stop(Ending.NO_SNAPSHOT);
        assertThat(aws.names()).isEmpty();
    }

    @Test
    void waitingEndsWithWhatToDo() {
        operator().start();
        cluster().passes("modifying", Integer.MAX_VALUE, () -> {});

        assertThatThrownBy(() -> operator("cluster.timeout=10m").start())
                .hasMessage(
                        """
                        cluster caravan-night: is still modifying after 10 min
                            Run the same command again: it goes on from here. cluster.timeout says how long it waits.""");
    }

    @Test
    void theStatusSaysWhatIsThereAndWhatItCosts() {
        operator().start();

        Plan status = operator().status();

        assertThat(status.lines()).extracting(Plan.Line::action).containsOnly("ready");
        assertThat(status.lines()).contains(new Plan.Line("ready", "cluster caravan-night", "available"));
        assertThat(status.cost().lines().get(0))
                .isEqualTo("1 × ra3.large at $0.543 each: about $0.54 an hour, $396 a month of 730 hours.");
    }

    private Thing parameters() {
        return aws.things().find("parameter-group", "caravan-night").orElseThrow();
    }

    private Thing cluster() {
        return aws.things().find("cluster", "caravan-night").orElseThrow();
    }
}
