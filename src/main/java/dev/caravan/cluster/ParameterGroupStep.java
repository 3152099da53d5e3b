package dev.caravan.cluster;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.ClusterParameterGroup;

/** Settings of the cluster itself; {@link ParameterStep} fills in those that count. */
final class ParameterGroupStep implements Step {
    private static final String EXISTS = "ClusterParameterGroupAlreadyExists";
    private static final String NO_SUCH = "ClusterParameterGroupNotFound";
    // the family of all provisioned clusters: CreateClusterParameterGroup
    private static final String FAMILY = "redshift-1.0";

    private final ClusterSettings settings;
    private final RedshiftTags tags;
    private final RedshiftClient redshift;
    private final Calls calls;

    ParameterGroupStep(ClusterSettings settings, Owner owner, RedshiftClient redshift, Calls calls) {
        this.settings = settings;
        this.tags = new RedshiftTags(owner);
        this.redshift = redshift;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "parameter group " + settings.name();
    }

    @Override
    public State state() {
        return find().map(group -> tags.own(group.tags()) ? State.present() : State.foreign())
                .orElse(State.absent());
    }

    @Override
    public void create() {
        calls.settle(
                "redshift:CreateClusterParameterGroup",
                name(),
                () -> redshift.createClusterParameterGroup(create -> create.parameterGroupName(settings.name())
                        .parameterGroupFamily(FAMILY)
                        .description("Parameters of Caravan's environment " + settings.environment())
                        .tags(tags.all())),
                EXISTS);
    }

    @Override
    public void change() {
        throw new IllegalStateException("a parameter group differs in its parameters alone");
    }

    @Override
    public void delete() {
        calls.settle(
                "redshift:DeleteClusterParameterGroup",
                name(),
                () -> redshift.deleteClusterParameterGroup(delete -> delete.parameterGroupName(settings.name())),
                NO_SUCH);
    }

    String groupName() {
        return settings.name();
    }

    boolean isOurs() {
        return find().filter(group -> tags.own(group.tags())).isPresent();
    }

    private Optional<ClusterParameterGroup> find() {
        Supplier<List<ClusterParameterGroup>> asking =
                () -> redshift.describeClusterParameterGroups(describe -> describe.parameterGroupName(settings.name()))
                        .parameterGroups();
        return calls.find("redshift:DescribeClusterParameterGroups", asking, NO_SUCH).stream()
                .flatMap(List::stream)
                .findFirst();
    }
}
