package dev.caravan.cluster;

import static java.time.ZoneOffset.UTC;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.Cluster;
import software.amazon.awssdk.services.redshift.model.ClusterIamRole;
import software.amazon.awssdk.services.redshift.model.ClusterParameterGroupStatus;
import software.amazon.awssdk.services.redshift.model.Snapshot;
import software.amazon.awssdk.services.redshift.model.VpcSecurityGroupMembership;

/** A cluster of nodes: encrypted, its administrator's password drawn and kept by AWS. */
final class ClusterStep implements Step {
    private static final String EXISTS = "ClusterAlreadyExists";
    private static final DateTimeFormatter IN_A_NAME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(UTC);

    private final ClusterSettings settings;
    private final RedshiftTags tags;
    private final ProvisionedCluster cluster;
    private final RoleStep role;
    private final SecurityGroupStep group;
    private final Ending ending;
    private final RedshiftClient redshift;
    private final Calls calls;

    ClusterStep(
            ClusterSettings settings,
            Owner owner,
            ProvisionedCluster cluster,
            RoleStep role,
            SecurityGroupStep group,
            Ending ending,
            RedshiftClient redshift,
            Calls calls) {
        this.settings = settings;
        this.tags = new RedshiftTags(owner);
        this.cluster = cluster;
        this.role = role;
        this.group = group;
        this.ending = ending;
        this.redshift = redshift;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "cluster " + settings.name();
    }

    @Override
    public State state() {
        Optional<Cluster> found = cluster.find();
        State state = cluster.state(found);
        return state.is(State.Kind.PRESENT)
                ? difference(found.get()).map(State::differs).orElse(state)
                : state;
    }

    @Override
    public void check(State state) {
        Optional<Cluster> found = state.is(State.Kind.DIFFERS) ? cluster.find() : Optional.empty();
        found.filter(there -> lasting(there).isPresent()).ifPresent(there -> {
            throw notByUs(there);
        });
    }

    @Override
    public void create() {
        String roleArn = role.arn();
        String groupId = group.id();
        calls.settle(
                "redshift:CreateCluster",
                name(),
                () -> redshift.createCluster(create -> {
                    create.clusterIdentifier(settings.name())
                            .dbName(settings.database())
                            .nodeType(settings.nodeType())
                            .clusterType(settings.nodes() == 1 ? "single-node" : "multi-node")
                            .masterUsername(settings.adminUser())
                            .manageMasterPassword(true)
                            .encrypted(true)
                            .publiclyAccessible(settings.publiclyAccessible())
                            .port(settings.port())
                            .clusterSubnetGroupName(settings.name())
                            .clusterParameterGroupName(settings.name())
                            .vpcSecurityGroupIds(groupId)
                            .iamRoles(roleArn)
                            .defaultIamRoleArn(roleArn)
                            .tags(tags.all());
                    if (settings.nodes() > 1) {
                        create.numberOfNodes(settings.nodes());
                    }
                }),
                EXISTS);
    }

    @Override
    public void change() {
        Cluster found = cluster.find().orElseThrow();
        if (ProvisionedCluster.PAUSED.equals(found.clusterStatus())) {
            resume();
        } else if (lacksRole(found)) {
            String roleArn = role.arn();
            calls.change(
                    "redshift:ModifyClusterIamRoles",
                    name(),
                    () -> redshift.modifyClusterIamRoles(modify -> modify.clusterIdentifier(settings.name())
                            .addIamRoles(roleArn)
                            .defaultIamRoleArn(roleArn)));
        } else if (lacksGroup(found)) {
            String groupId = group.id();
            modify(
                    "redshift:ModifyCluster",
                    () -> redshift.modifyCluster(
                            modify -> modify.clusterIdentifier(settings.name()).vpcSecurityGroupIds(groupId)));
        } else if (lacksParameters(found)) {
            modify(
                    "redshift:ModifyCluster",
                    () -> redshift.modifyCluster(modify ->
                            modify.clusterIdentifier(settings.name()).clusterParameterGroupName(settings.name())));
        } else if (otherwisePublic(found)) {
            modify(
                    "redshift:ModifyCluster",
                    () -> redshift.modifyCluster(modify -> modify.clusterIdentifier(settings.name())
                            .publiclyAccessible(settings.publiclyAccessible())));
        } else {
            throw notByUs(found);
        }
    }

    @Override
    public void delete() {
        Optional<Cluster> found = cluster.find();
        if (found.isEmpty()) {
            return;
        }
        if (ending == Ending.SNAPSHOT
                && ProvisionedCluster.PAUSED.equals(found.get().clusterStatus())) {
            // a paused cluster takes no snapshot
            resume();
            return;
        }
        calls.settle(
                "redshift:DeleteCluster",
                name(),
                () -> redshift.deleteCluster(delete -> {
                    delete.clusterIdentifier(settings.name()).skipFinalClusterSnapshot(ending != Ending.SNAPSHOT);
                    if (ending == Ending.SNAPSHOT) {
                        delete.finalClusterSnapshotIdentifier(
                                finalSnapshot(found.get().clusterCreateTime()));
                    }
                }),
                ProvisionedCluster.NO_SUCH);
    }

    /** AWS gives a final snapshot no tags; its name tells that it was ordered here. */
    @Override
    public void afterDeletion() {
        Supplier<List<Snapshot>> asking = () -> redshift
                .describeClusterSnapshotsPaginator(describe -> describe.clusterIdentifier(settings.name())
                        .clusterExists(false)
                        .snapshotType("manual"))
                .snapshots()
                .stream()
                .toList();
        calls.find("redshift:DescribeClusterSnapshots", asking, ProvisionedCluster.NO_SUCH).stream()
                .flatMap(List::stream)
                .filter(snapshot -> finalSnapshot(snapshot.clusterCreateTime()).equals(snapshot.snapshotIdentifier()))
                .filter(snapshot -> !tags.own(snapshot.tags()))
                .forEach(snapshot -> calls.change(
                        "redshift:CreateTags",
                        "snapshot " + snapshot.snapshotIdentifier(),
                        () -> redshift.createTags(create ->
                                create.resourceName(snapshot.snapshotArn()).tags(tags.all()))));
    }

    void pause() {
        modify("redshift:PauseCluster", () -> redshift.pauseCluster(pause -> pause.clusterIdentifier(settings.name())));
    }

    void resume() {
        modify(
                "redshift:ResumeCluster",
                () -> redshift.resumeCluster(resume -> resume.clusterIdentifier(settings.name())));
    }

    private <T> void modify(String action, Supplier<T> request) {
        calls.change(action, name(), request);
    }

    /** The same for every try to delete the same cluster, and another for the next cluster of this name. */
    private String finalSnapshot(Instant clusterCreated) {
        return settings.name() + "-final-" + IN_A_NAME.format(clusterCreated);
    }

    private Optional<String> difference(Cluster found) {
        Optional<String> mendable = mendable(found);
        return mendable.isPresent() ? mendable : lasting(found);
    }

    private Optional<String> mendable(Cluster found) {
        if (lacksRole(found)) {
            return Optional.of("lacks the role");
        }
        if (lacksGroup(found)) {
            return Optional.of("lacks the security group");
        }
        if (lacksParameters(found)) {
            return Optional.of("lacks the parameter group");
        }
        if (otherwisePublic(found)) {
            return Optional.of(found.publiclyAccessible() ? "is publicly accessible" : "is not publicly accessible");
        }
        return Optional.empty();
    }

    private Optional<String> lasting(Cluster found) {
        return Optional.of(ProvisionedCluster.capacity(found))
                .filter(capacity -> !capacity.equals(Capacity.wished(settings)))
                .map(capacity -> "has " + capacity + " in place of " + Capacity.wished(settings))
                .or(() -> Optional.of("is not encrypted").filter(what -> !found.encrypted()));
    }

    private boolean lacksRole(Cluster found) {
        return found.iamRoles().stream()
                .map(ClusterIamRole::iamRoleArn)
                .noneMatch(arn -> arn.endsWith("/" + settings.name()));
    }

    private boolean lacksGroup(Cluster found) {
        List<String> held = found.vpcSecurityGroups().stream()
                .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                .toList();
        return group.findId().filter(held::contains).isEmpty();
    }

    private boolean lacksParameters(Cluster found) {
        return found.clusterParameterGroups().stream()
                .map(ClusterParameterGroupStatus::parameterGroupName)
                .noneMatch(settings.name()::equals);
    }

    private boolean otherwisePublic(Cluster found) {
        return found.publiclyAccessible() != settings.publiclyAccessible();
    }

    /** A resize takes hours and costs; whoever wants one says so to AWS. */
    private CaravanException notByUs(Cluster found) {
        return new CaravanException(Problem.at(
                name(),
                lasting(found).orElse("is as wished"),
                "Caravan does not resize or encrypt a cluster. Do it in AWS's console, or set "
                        + ClusterSettings.NODE_TYPE + " and " + ClusterSettings.NODES + " to what is there."));
    }
}
