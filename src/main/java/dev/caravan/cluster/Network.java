package dev.caravan.cluster;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Where the warehouse stands: subnets that somebody made, those of the settings or of the account's default network. */
final class Network {
    private final ClusterSettings settings;
    private final Environment environment;
    private final Ec2Client ec2;
    private final Calls calls;

    Network(ClusterSettings settings, Environment environment, Ec2Client ec2, Calls calls) {
        this.settings = settings;
        this.environment = environment;
        this.ec2 = ec2;
        this.calls = calls;
    }

    String vpcId() {
        return settings.subnetIds().isEmpty()
                ? defaultVpcId()
                : subnets().get(0).vpcId();
    }

    List<String> subnetIds() {
        return subnets().stream().map(Subnet::subnetId).sorted().toList();
    }

    private List<Subnet> subnets() {
        Supplier<List<Subnet>> asking = settings.subnetIds().isEmpty()
                ? inVpc(defaultVpcId())
                : () -> ec2.describeSubnets(describe -> describe.subnetIds(settings.subnetIds()))
                        .subnets();
        List<Subnet> subnets = calls.ask("ec2:DescribeSubnets", asking);
        if (subnets.isEmpty()) {
            throw wrong("is missing, and the default network has no subnet");
        }
        if (subnets.stream().map(Subnet::vpcId).distinct().count() > 1) {
            throw wrong("names subnets of more than one network");
        }
        return subnets;
    }

    private Supplier<List<Subnet>> inVpc(String vpcId) {
        return () ->
                ec2.describeSubnetsPaginator(describe -> describe.filters(filter("vpc-id", vpcId))).subnets().stream()
                        .toList();
    }

    private String defaultVpcId() {
        Supplier<List<Vpc>> asking = () -> ec2.describeVpcs(describe -> describe.filters(filter("is-default", "true")))
                .vpcs();
        return calls.ask("ec2:DescribeVpcs", asking).stream()
                .findFirst()
                .map(Vpc::vpcId)
                .orElseThrow(() -> wrong("is missing, and the account has no default network in this region"));
    }

    private CaravanException wrong(String what) {
        return new CaravanException(environment.problem(
                ClusterSettings.SUBNET_IDS, what, "Give the ids of subnets of one network, separated by commas."));
    }

    static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
