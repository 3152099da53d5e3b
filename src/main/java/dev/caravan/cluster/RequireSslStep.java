package dev.caravan.cluster;

import java.util.function.Supplier;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.Parameter;

/** A parameter by which the cluster refuses connections that are not encrypted. */
final class RequireSslStep implements Step {
    static final String PARAMETER = "require_ssl";
    static final String WISHED = "true";

    private final ClusterSettings settings;
    private final ParameterGroupStep group;
    private final RedshiftClient redshift;
    private final Calls calls;

    RequireSslStep(ClusterSettings settings, ParameterGroupStep group, RedshiftClient redshift, Calls calls) {
        this.settings = settings;
        this.group = group;
        this.redshift = redshift;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "parameter of that group: " + PARAMETER;
    }

    @Override
    public State state() {
        if (!group.isOurs()) {
            return State.absent();
        }
        Supplier<Boolean> asking = () -> redshift
                .describeClusterParametersPaginator(describe -> describe.parameterGroupName(settings.name()))
                .parameters()
                .stream()
                .anyMatch(parameter ->
                        PARAMETER.equals(parameter.parameterName()) && WISHED.equals(parameter.parameterValue()));
        // a group that is made has the parameter, too, with its default, which is false
        return calls.ask("redshift:DescribeClusterParameters", asking) ? State.present() : State.absent();
    }

    @Override
    public void create() {
        calls.change(
                "redshift:ModifyClusterParameterGroup",
                name(),
                () -> redshift.modifyClusterParameterGroup(modify -> modify.parameterGroupName(settings.name())
                        .parameters(Parameter.builder()
                                .parameterName(PARAMETER)
                                .parameterValue(WISHED)
                                .build())));
    }

    @Override
    public void change() {
        create();
    }

    @Override
    public void delete() {
        throw new IllegalStateException("a parameter goes with its group");
    }

    @Override
    public boolean isPart() {
        return true;
    }
}
