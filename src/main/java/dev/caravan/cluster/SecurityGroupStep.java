package dev.caravan.cluster;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The group that keeps everybody out; {@link IngressStep} opens it to some. */
final class SecurityGroupStep implements Step {
    private static final String EXISTS = "InvalidGroup.Duplicate";
    private static final String NO_SUCH = "InvalidGroup.NotFound";

    private final ClusterSettings settings;
    private final Owner owner;
    private final Network network;
    private final Ec2Client ec2;
    private final Calls calls;

    SecurityGroupStep(ClusterSettings settings, Owner owner, Network network, Ec2Client ec2, Calls calls) {
        this.settings = settings;
        this.owner = owner;
        this.network = network;
        this.ec2 = ec2;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "security group " + settings.name();
    }

    @Override
    public State state() {
        List<SecurityGroup> named = named();
        if (named.isEmpty()) {
            return State.absent();
        }
        Optional<SecurityGroup> ours = ours(named);
        if (ours.isPresent()) {
            return State.present(ours.get().groupId());
        }
        // a group of the same name in another network is no obstacle
        String vpcId = network.vpcId();
        return named.stream().anyMatch(group -> vpcId.equals(group.vpcId())) ? State.foreign() : State.absent();
    }

    @Override
    public void create() {
        String vpcId = network.vpcId();
        calls.settle(
                "ec2:CreateSecurityGroup",
                name(),
                () -> ec2.createSecurityGroup(create -> create.groupName(settings.name())
                        .vpcId(vpcId)
                        .description("Redshift of Caravan's environment " + settings.environment())
                        .tagSpecifications(tags(owner, ResourceType.SECURITY_GROUP))),
                EXISTS);
    }

    @Override
    public void change() {
        throw new IllegalStateException("a security group differs in nothing");
    }

    @Override
    public void delete() {
        findId().ifPresent(id -> calls.settle(
                "ec2:DeleteSecurityGroup",
                name(),
                () -> ec2.deleteSecurityGroup(delete -> delete.groupId(id)),
                NO_SUCH));
    }

    Optional<String> findId() {
        return ours(named()).map(SecurityGroup::groupId);
    }

    String id() {
        return findId().orElseThrow(() -> new CaravanException(
                Problem.at(name(), "is gone", "Run the same command again; it makes the group anew.")));
    }

    private List<SecurityGroup> named() {
        Supplier<List<SecurityGroup>> asking = () -> ec2.describeSecurityGroups(
                        describe -> describe.filters(Network.filter("group-name", settings.name())))
                .securityGroups();
        return calls.ask("ec2:DescribeSecurityGroups", asking);
    }

    private Optional<SecurityGroup> ours(List<SecurityGroup> groups) {
        return groups.stream()
                .filter(group -> owner.owns(group.tags(), Tag::key, Tag::value))
                .findFirst();
    }

    static TagSpecification tags(Owner owner, ResourceType type) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(owner.tags().entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }
}
