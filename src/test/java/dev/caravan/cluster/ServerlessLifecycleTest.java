package dev.caravan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A namespace and its workgroup: what {@link LifecycleContract} says, and what is theirs alone. */
class ServerlessLifecycleTest extends LifecycleContract {
    @Override
    String kind() {
        return "serverless";
    }

    @Override
    List<String> started() {
        return List.of(
                "namespace/caravan-night AVAILABLE",
                "role/caravan-night",
                "rule/sgr-00000002",
                "security-group/sg-00000001",
                "workgroup/caravan-night AVAILABLE");
    }

    @Override
    List<String> firstChanges() {
        return List.of(
                "CreateRole",
                "PutRolePolicy",
                "CreateSecurityGroup",
                "AuthorizeSecurityGroupIngress",
                "CreateNamespace",
                "CreateWorkgroup");
    }

    @Override
    String finalSnapshot() {
        return "snapshot/caravan-night-final-1f2e3d4c AVAILABLE";
    }

    @Override
    List<String> named() {
        return List.of("role/caravan-night", "namespace/caravan-night", "workgroup/caravan-night");
    }

    @Test
    void theWorkgroupIsClosedAndTakesEncryptedConnectionsAlone() {
        operator().start();

        assertThat(workgroup().fields).containsEntry("public", "false").containsEntry("ssl", "true");
    }

    @Test
    void whatDiffersIsMendedOneByOne() {
        operator().start();
        aws.forgetCalls();

        operator("cluster.publicly-accessible=true", "cluster.base-capacity=16").start();

        assertThat(aws.changes()).as(calls()).containsExactly("UpdateWorkgroup", "UpdateWorkgroup");
        assertThat(workgroup().fields).containsEntry("public", "true").containsEntry("capacity", "16");
    }

    @Test
    void aWorkgroupPausesByItself() {
        operator().start();
        aws.forgetCalls();

        Operator operator = operator();
        operator.pause();

        assertThat(operator.seen())
                .containsExactly(
                        "reached workgroup caravan-night: pauses and resumes by itself; there is nothing to do");
        assertThat(aws.changes()).isEmpty();
    }

    private Thing workgroup() {
        return aws.things().find("workgroup", "caravan-night").orElseThrow();
    }
}
