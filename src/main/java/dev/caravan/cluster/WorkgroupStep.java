package dev.caravan.cluster;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;
import software.amazon.awssdk.services.redshiftserverless.model.ConfigParameter;
import software.amazon.awssdk.services.redshiftserverless.model.UpdateWorkgroupRequest;
import software.amazon.awssdk.services.redshiftserverless.model.Workgroup;

/** What computes on the namespace; it pauses by itself when nobody asks it anything. */
final class WorkgroupStep implements Step {
    private final ClusterSettings settings;
    private final Serverless serverless;
    private final Network network;
    private final SecurityGroupStep group;
    private final RedshiftServerlessClient client;
    private final Calls calls;

    WorkgroupStep(
            ClusterSettings settings,
            Serverless serverless,
            Network network,
            SecurityGroupStep group,
            RedshiftServerlessClient client,
            Calls calls) {
        this.settings = settings;
        this.serverless = serverless;
        this.network = network;
        this.group = group;
        this.client = client;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "workgroup " + settings.name();
    }

    @Override
    public State state() {
        Optional<Workgroup> found = serverless.findWorkgroup();
        if (found.isEmpty()) {
            return State.absent();
        }
        Workgroup workgroup = found.get();
        if (!serverless.owns(workgroup.workgroupArn())) {
            return State.foreign();
        }
        if (!Serverless.AVAILABLE.equals(workgroup.statusAsString())) {
            return State.changing(Words.lower(workgroup.statusAsString()));
        }
        return difference(workgroup).map(State::differs).orElse(State.present("available"));
    }

    @Override
    public void create() {
        String groupId = group.id();
        List<String> subnetIds = network.subnetIds();
        calls.settle(
                "redshift-serverless:CreateWorkgroup",
                name(),
                () -> client.createWorkgroup(create -> create.workgroupName(settings.name())
                        .namespaceName(settings.name())
                        .baseCapacity(settings.baseCapacity())
                        .publiclyAccessible(settings.publiclyAccessible())
                        .port(settings.port())
                        .securityGroupIds(groupId)
                        .subnetIds(subnetIds)
                        .configParameters(requireSsl())
                        .tags(serverless.tags())),
                Serverless.CONFLICT);
    }

    /** One difference at a time: AWS takes no more in one request. */
    @Override
    public void change() {
        Workgroup workgroup = serverless.findWorkgroup().orElseThrow();
        UpdateWorkgroupRequest.Builder update = UpdateWorkgroupRequest.builder().workgroupName(settings.name());
        if (lacksSsl(workgroup)) {
            update.configParameters(requireSsl());
        } else if (lacksGroup(workgroup)) {
            update.securityGroupIds(group.id());
        } else if (otherwisePublic(workgroup)) {
            update.publiclyAccessible(settings.publiclyAccessible());
        } else {
            update.baseCapacity(settings.baseCapacity());
        }
        UpdateWorkgroupRequest request = update.build();
        calls.change("redshift-serverless:UpdateWorkgroup", name(), () -> client.updateWorkgroup(request));
    }

    @Override
    public void delete() {
        calls.settle(
                "redshift-serverless:DeleteWorkgroup",
                name(),
                () -> client.deleteWorkgroup(delete -> delete.workgroupName(settings.name())),
                Serverless.NO_SUCH);
    }

    private Optional<String> difference(Workgroup workgroup) {
        if (lacksSsl(workgroup)) {
            return Optional.of("lets in connections that are not encrypted");
        }
        if (lacksGroup(workgroup)) {
            return Optional.of("lacks the security group");
        }
        if (otherwisePublic(workgroup)) {
            return Optional.of(
                    workgroup.publiclyAccessible() ? "is publicly accessible" : "is not publicly accessible");
        }
        return Optional.of(Serverless.capacity(workgroup))
                .filter(capacity -> !capacity.equals(Capacity.wished(settings)))
                .map(capacity -> "has " + capacity + " in place of " + Capacity.wished(settings));
    }

    private boolean lacksSsl(Workgroup workgroup) {
        return workgroup.configParameters().stream().noneMatch(requireSsl()::equals);
    }

    private boolean lacksGroup(Workgroup workgroup) {
        return group.findId().filter(workgroup.securityGroupIds()::contains).isEmpty();
    }

    private boolean otherwisePublic(Workgroup workgroup) {
        return workgroup.publiclyAccessible() != settings.publiclyAccessible();
    }

    private static ConfigParameter requireSsl() {
        return ConfigParameter.builder()
                .parameterKey(ParameterStep.REQUIRE_SSL)
                .parameterValue(ParameterStep.SSL_IS_REQUIRED)
                .build();
    }
}
