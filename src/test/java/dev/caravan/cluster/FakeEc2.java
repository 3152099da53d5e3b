package dev.caravan.cluster;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** EC2's networks and security groups, in its own spelling of the query protocol. */
final class FakeEc2 {
    static final String VPC = "vpc-0000default";
    static final List<String> SUBNETS = List.of("subnet-0a", "subnet-0b", "subnet-0c");
    private static final String GROUP = "security-group";
    private static final String RULE = "rule";
    private static final String NO_SUCH = "InvalidGroup.NotFound";

    private final Things things;
    // network interfaces go some time after what they belonged to
    private int lingering = 2;

    FakeEc2(Things things) {
        this.things = things;
    }

    String answer(Request request) {
        return switch (request.action()) {
            case "DescribeVpcs" ->
                "<vpcSet><item><vpcId>" + VPC + "</vpcId><isDefault>true</isDefault></item></vpcSet>";
            case "DescribeSubnets" -> subnets();
            case "DescribeSecurityGroups" -> groups(request);
            case "CreateSecurityGroup" -> createGroup(request);
            case "DeleteSecurityGroup" -> deleteGroup(request);
            case "DescribeSecurityGroupRules" ->
                rules(request.filter("group-id").get(0));
            case "AuthorizeSecurityGroupIngress" -> authorize(request);
            case "RevokeSecurityGroupIngress" -> revoke(request);
            default -> throw new IllegalArgumentException("EC2 does not know " + request.action());
        };
    }

    private static String subnets() {
        StringBuilder items = new StringBuilder();
        SUBNETS.forEach(id -> items.append("<item><subnetId>" + id + "</subnetId><vpcId>" + VPC + "</vpcId></item>"));
        return "<subnetSet>" + items + "</subnetSet>";
    }

    private String groups(Request request) {
        List<String> names = request.filter("group-name");
        StringBuilder items = new StringBuilder();
        things.all(GROUP).forEach((id, group) -> {
            if (names.contains(group.field("name"))) {
                items.append("<item><groupId>" + id + "</groupId><groupName>" + group.field("name")
                        + "</groupName><vpcId>" + group.field("vpc") + "</vpcId>" + tags(group) + "</item>");
            }
        });
        return "<securityGroupInfo>" + items + "</securityGroupInfo>";
    }

    private String createGroup(Request request) {
        String name = request.text("GroupName");
        if (things.all(GROUP).values().stream()
                .anyMatch(group -> group.field("name").equals(name))) {
            throw new Refusal(400, "InvalidGroup.Duplicate", "The security group '" + name + "' already exists");
        }
        String id = "sg-" + things.newNumber();
        things.make(request.action(), GROUP, id, "", request.tags())
                .with("name", name)
                .with("vpc", request.text("VpcId"));
        return "<groupId>" + id + "</groupId>";
    }

    private String deleteGroup(Request request) {
        String id = request.text("GroupId");
        things.ours(request.action(), GROUP, id, NO_SUCH);
        boolean used = Stream.of("cluster", "workgroup")
                .flatMap(kind -> things.all(kind).values().stream())
                .anyMatch(user -> user.field("group").equals(id));
        if (used || lingering-- > 0) {
            throw new Refusal(400, "DependencyViolation", "resource " + id + " has a dependent object");
        }
        things.all(RULE).forEach((rule, thing) -> {
            if (thing.field("group").equals(id)) {
                things.remove(RULE, rule);
            }
        });
        things.remove(GROUP, id);
        return "<return>true</return>";
    }

    private String rules(String groupId) {
        StringBuilder items = new StringBuilder();
        things.all(RULE).forEach((id, rule) -> {
            if (rule.field("group").equals(groupId)) {
                items.append(rule(id, rule));
            }
        });
        // what every new group has: everything may go out
        String out = "<item><securityGroupRuleId>sgr-out</securityGroupRuleId><isEgress>true</isEgress>"
                + "<ipProtocol>-1</ipProtocol><cidrIpv4>0.0.0.0/0</cidrIpv4></item>";
        return "<securityGroupRuleSet>" + out + items + "</securityGroupRuleSet>";
    }

    private static String rule(String id, Thing rule) {
        String range = rule.field("range");
        String element = range.contains(":") ? "cidrIpv6" : "cidrIpv4";
        return "<item><securityGroupRuleId>" + id + "</securityGroupRuleId><isEgress>false</isEgress><ipProtocol>tcp"
                + "</ipProtocol><fromPort>" + rule.field("port") + "</fromPort><toPort>" + rule.field("port")
                + "</toPort><" + element + ">" + range + "</" + element + ">" + tags(rule) + "</item>";
    }

    private String authorize(Request request) {
        String groupId = request.text("GroupId");
        things.ours(request.action(), GROUP, groupId, NO_SUCH);
        request.values().forEach((key, range) -> {
            if (key.endsWith(".CidrIp") || key.endsWith(".CidrIpv6")) {
                things.make(request.action(), RULE, "sgr-" + things.newNumber(), "", request.tags())
                        .with("group", groupId)
                        .with("port", request.text("IpPermissions.1.FromPort"))
                        .with("range", range);
            }
        });
        return "<return>true</return>";
    }

    private String revoke(Request request) {
        request.list("SecurityGroupRuleId").forEach(id -> {
            things.ours(request.action(), RULE, id, "InvalidSecurityGroupRuleId.NotFound");
            things.remove(RULE, id);
        });
        return "<return>true</return>";
    }

    private static String tags(Thing thing) {
        StringBuilder items = new StringBuilder();
        for (Map.Entry<String, String> tag : thing.tags.entrySet()) {
            items.append(String.format(
                    Locale.ROOT, "<item><key>%s</key><value>%s</value></item>", tag.getKey(), tag.getValue()));
        }
        return "<tagSet>" + items + "</tagSet>";
    }
}
