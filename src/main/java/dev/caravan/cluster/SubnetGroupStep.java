package dev.caravan.cluster;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.ClusterSubnetGroup;
import software.amazon.awssdk.services.redshift.model.Subnet;

/** The subnets that a provisioned cluster may stand in. A workgroup is told its own. */
final class SubnetGroupStep implements Step {
    private static final String EXISTS = "ClusterSubnetGroupAlreadyExists";
    private static final String NO_SUCH = "ClusterSubnetGroupNotFoundFault";

    private final ClusterSettings settings;
    private final RedshiftTags tags;
    private final Network network;
    private final RedshiftClient redshift;
    private final Calls calls;

    SubnetGroupStep(ClusterSettings settings, Owner owner, Network network, RedshiftClient redshift, Calls calls) {
        this.settings = settings;
        this.tags = new RedshiftTags(owner);
        this.network = network;
        this.redshift = redshift;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "subnet group " + settings.name();
    }

    @Override
    public State state() {
        Supplier<List<ClusterSubnetGroup>> asking =
                () -> redshift.describeClusterSubnetGroups(describe -> describe.clusterSubnetGroupName(settings.name()))
                        .clusterSubnetGroups();
        Optional<ClusterSubnetGroup> group =
                calls.find("redshift:DescribeClusterSubnetGroups", asking, NO_SUCH).stream()
                        .flatMap(List::stream)
                        .findFirst();
        if (group.isEmpty()) {
            return State.absent();
        }
        if (!tags.own(group.get().tags())) {
            return State.foreign();
        }
        Set<String> held = new HashSet<>(
                group.get().subnets().stream().map(Subnet::subnetIdentifier).toList());
        // what else a default network has got meanwhile is no reason to move anything
        boolean asWished = settings.subnetIds().isEmpty() || held.equals(new HashSet<>(settings.subnetIds()));
        return asWished ? State.present() : State.differs("has other subnets than wished");
    }

    @Override
    public void create() {
        List<String> subnetIds = network.subnetIds();
        calls.settle(
                "redshift:CreateClusterSubnetGroup",
                name(),
                () -> redshift.createClusterSubnetGroup(create -> create.clusterSubnetGroupName(settings.name())
                        .description("Subnets of Caravan's environment " + settings.environment())
                        .subnetIds(subnetIds)
                        .tags(tags.all())),
                EXISTS);
    }

    @Override
    public void change() {
        calls.change(
                "redshift:ModifyClusterSubnetGroup",
                name(),
                () -> redshift.modifyClusterSubnetGroup(
                        modify -> modify.clusterSubnetGroupName(settings.name()).subnetIds(settings.subnetIds())));
    }

    @Override
    public void delete() {
        calls.settle(
                "redshift:DeleteClusterSubnetGroup",
                name(),
                () -> redshift.deleteClusterSubnetGroup(delete -> delete.clusterSubnetGroupName(settings.name())),
                NO_SUCH);
    }
}
