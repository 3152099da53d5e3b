package dev.caravan.cluster;

import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The object graph: all that a warehouse consists of, each thing after those that it needs. */
final class Steps {
    private final ClusterSettings settings;
    private final Account account;
    private final Policies policies;
    private final ProvisionedCluster cluster;
    private final Serverless serverless;
    private final Optional<ClusterStep> clusterStep;
    private final List<Step> all;

    Steps(
            Project project,
            Environment environment,
            ClusterSettings settings,
            Optional<List<Cidr>> admitted,
            Ending ending,
            Account account,
            Aws aws,
            Calls calls) {
        this.settings = settings;
        this.account = account;
        Owner owner = new Owner(settings.project(), settings.environment());
        policies = new Policies(settings, account);
        Network network = new Network(settings, environment, aws.ec2(), calls);
        cluster = new ProvisionedCluster(settings, owner, aws.redshift(), calls);
        serverless = new Serverless(settings, owner, aws.serverless(), calls);

        RoleStep role = new RoleStep(settings, owner, policies, aws.iam(), calls);
        PolicyStep policy = new PolicyStep(settings, role, policies, aws.iam(), calls);
        SecurityGroupStep group = new SecurityGroupStep(settings, owner, network, aws.ec2(), calls);
        IngressStep ingress = new IngressStep(settings, admitted, owner, group, aws.ec2(), calls);
        OverlayStep overlay = new OverlayStep(
                settings,
                account,
                new Overlay(project, environment.name()),
                settings.isServerless() ? serverless : cluster,
                role);
        if (settings.isServerless()) {
            clusterStep = Optional.empty();
            all = List.of(
                    role,
                    policy,
                    group,
                    ingress,
                    new NamespaceStep(settings, serverless, role, ending, aws.serverless(), calls),
                    new WorkgroupStep(settings, serverless, network, group, aws.serverless(), calls),
                    overlay);
            return;
        }
        ParameterGroupStep parameters = new ParameterGroupStep(settings, owner, aws.redshift(), calls);
        ClusterStep step = new ClusterStep(settings, owner, cluster, role, group, ending, aws.redshift(), calls);
        clusterStep = Optional.of(step);
        List<Step> steps = new ArrayList<>(List.of(
                role,
                policy,
                group,
                ingress,
                new SubnetGroupStep(settings, owner, network, aws.redshift(), calls),
                parameters,
                ParameterStep.requireSsl(parameters, aws.redshift(), calls)));
        settings.queues()
                .ifPresent(queues -> steps.add(ParameterStep.queues(queues, parameters, aws.redshift(), calls)));
        steps.addAll(List.of(step, overlay));
        all = List.copyOf(steps);
    }

    List<Step> all() {
        return all;
    }

    /** The step of a provisioned cluster. */
    Optional<ClusterStep> clusterStep() {
        return clusterStep;
    }

    ProvisionedCluster cluster() {
        return cluster;
    }

    List<Plan.Document> documents() {
        List<Plan.Document> documents = new ArrayList<>();
        settings.bucket().ifPresent(bucket -> {
            documents.add(
                    new Plan.Document("who may take the role " + settings.name(), Policies.pretty(policies.trust())));
            documents.add(new Plan.Document("what that role may do", Policies.pretty(policies.permissions(bucket))));
        });
        settings.queues()
                .ifPresent(queues ->
                        documents.add(new Plan.Document("the cluster's queues", Policies.pretty(queues.document()))));
        return documents;
    }

    Cost wishedCost() {
        return Cost.of(Capacity.wished(settings), account.region());
    }

    /** Of what is there now. */
    Cost presentCost() {
        if (settings.isServerless()) {
            return serverless
                    .findWorkgroup()
                    .map(workgroup -> Cost.of(Serverless.capacity(workgroup), account.region()))
                    .orElseGet(Cost::none);
        }
        return cluster.find()
                .map(there -> ProvisionedCluster.PAUSED.equals(there.clusterStatus())
                        ? Cost.ofPaused(ProvisionedCluster.capacity(there), account.region())
                        : Cost.of(ProvisionedCluster.capacity(there), account.region()))
                .orElseGet(Cost::none);
    }
}
