package dev.caravan.cluster;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Who may connect: rules of the group, each with our tags, so that an address that moved is closed out again. */
final class IngressStep implements Step {
    private static final String TCP = "tcp";
    private static final String EXISTS = "InvalidPermission.Duplicate";
    private static final String NO_SUCH = "InvalidSecurityGroupRuleId.NotFound";

    private final ClusterSettings settings;
    private final Optional<List<Cidr>> admitted;
    private final Owner owner;
    private final SecurityGroupStep group;
    private final Ec2Client ec2;
    private final Calls calls;

    /** @param admitted nothing where the rules are only looked at */
    IngressStep(
            ClusterSettings settings,
            Optional<List<Cidr>> admitted,
            Owner owner,
            SecurityGroupStep group,
            Ec2Client ec2,
            Calls calls) {
        this.settings = settings;
        this.admitted = admitted;
        this.owner = owner;
        this.group = group;
        this.ec2 = ec2;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "rule of that group: port " + settings.port()
                + admitted.map(ranges -> " from " + texts(ranges)).orElse("");
    }

    @Override
    public State state() {
        Optional<String> id = group.findId();
        if (id.isEmpty()) {
            return State.absent();
        }
        List<SecurityGroupRule> rules = rules(id.get());
        if (admitted.isEmpty()) {
            return rules.isEmpty() ? State.absent() : State.present("lets in " + ranges(rules));
        }
        List<Cidr> missing = missing(rules);
        List<SecurityGroupRule> surplus = surplus(rules);
        if (!surplus.isEmpty()) {
            return State.differs("lets in " + ranges(surplus) + " still");
        }
        if (!missing.isEmpty()) {
            return missing.equals(admitted.get()) ? State.absent() : State.differs("does not let in " + texts(missing));
        }
        long others = rules.stream().filter(rule -> !isOurs(rule)).count();
        return State.present(others == 0 ? "" : "beside " + others + " that Caravan did not make");
    }

    @Override
    public void create() {
        String id = group.id();
        List<Cidr> missing = missing(rules(id));
        if (missing.isEmpty()) {
            return;
        }
        IpPermission permission = IpPermission.builder()
                .ipProtocol(TCP)
                .fromPort(settings.port())
                .toPort(settings.port())
                .ipRanges(missing.stream()
                        .filter(range -> !range.version6())
                        .map(range -> IpRange.builder().cidrIp(range.text()).build())
                        .toList())
                .ipv6Ranges(missing.stream()
                        .filter(Cidr::version6)
                        .map(range -> Ipv6Range.builder().cidrIpv6(range.text()).build())
                        .toList())
                .build();
        calls.settle(
                "ec2:AuthorizeSecurityGroupIngress",
                name(),
                () -> ec2.authorizeSecurityGroupIngress(authorize -> authorize
                        .groupId(id)
                        .ipPermissions(permission)
                        .tagSpecifications(SecurityGroupStep.tags(owner, ResourceType.SECURITY_GROUP_RULE))),
                EXISTS);
    }

    @Override
    public void change() {
        String id = group.id();
        List<String> surplus = surplus(rules(id)).stream()
                .map(SecurityGroupRule::securityGroupRuleId)
                .toList();
        if (surplus.isEmpty()) {
            create();
            return;
        }
        calls.settle(
                "ec2:RevokeSecurityGroupIngress",
                name(),
                () -> ec2.revokeSecurityGroupIngress(
                        revoke -> revoke.groupId(id).securityGroupRuleIds(surplus)),
                NO_SUCH);
    }

    @Override
    public void delete() {
        throw new IllegalStateException("a rule goes with its group");
    }

    @Override
    public boolean isPart() {
        return true;
    }

    private List<SecurityGroupRule> rules(String groupId) {
        Supplier<List<SecurityGroupRule>> asking = () -> ec2
                .describeSecurityGroupRulesPaginator(describe -> describe.filters(Network.filter("group-id", groupId)))
                .securityGroupRules()
                .stream()
                .filter(rule -> !Boolean.TRUE.equals(rule.isEgress()))
                .toList();
        return calls.ask("ec2:DescribeSecurityGroupRules", asking);
    }

    private List<Cidr> missing(List<SecurityGroupRule> rules) {
        return admitted.orElse(List.of()).stream()
                .filter(range -> rules.stream().noneMatch(rule -> isFor(rule, range)))
                .toList();
    }

    private List<SecurityGroupRule> surplus(List<SecurityGroupRule> rules) {
        return rules.stream()
                .filter(this::isOurs)
                .filter(rule -> admitted.orElse(List.of()).stream().noneMatch(range -> isFor(rule, range)))
                .toList();
    }

    private boolean isFor(SecurityGroupRule rule, Cidr range) {
        return TCP.equals(rule.ipProtocol())
                && rule.fromPort() == settings.port()
                && rule.toPort() == settings.port()
                && range.text().equals(range(rule));
    }

    private boolean isOurs(SecurityGroupRule rule) {
        return owner.owns(rule.tags(), Tag::key, Tag::value);
    }

    private static String range(SecurityGroupRule rule) {
        return Stream.of(rule.cidrIpv4(), rule.cidrIpv6())
                .filter(text -> text != null && !text.isEmpty())
                .findFirst()
                .orElse("another group");
    }

    private static String ranges(List<SecurityGroupRule> rules) {
        return rules.stream().map(IngressStep::range).sorted().collect(joining(", "));
    }

    private static String texts(List<Cidr> ranges) {
        return ranges.stream().map(Cidr::text).collect(joining(", "));
    }
}
