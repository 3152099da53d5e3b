package dev.caravan.cluster;

import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.Parameter;
import software.amazon.awssdk.services.redshift.model.ParameterApplyType;

/** A parameter of the cluster's parameter group. */
final class ParameterStep implements Step {
    /** By which the cluster refuses connections that are not encrypted. */
    static final String REQUIRE_SSL = "require_ssl";

    static final String SSL_IS_REQUIRED = "true";
    private static final String QUEUES = "wlm_json_configuration";

    private final Parameter wished;
    private final Predicate<String> isWished;
    private final ParameterGroupStep group;
    private final RedshiftClient redshift;
    private final Calls calls;

    private ParameterStep(
            Parameter wished,
            Predicate<String> isWished,
            ParameterGroupStep group,
            RedshiftClient redshift,
            Calls calls) {
        this.wished = wished;
        this.isWished = isWished;
        this.group = group;
        this.redshift = redshift;
        this.calls = calls;
    }

    static ParameterStep requireSsl(ParameterGroupStep group, RedshiftClient redshift, Calls calls) {
        Parameter wished = Parameter.builder()
                .parameterName(REQUIRE_SSL)
                .parameterValue(SSL_IS_REQUIRED)
                .build();
        return new ParameterStep(wished, SSL_IS_REQUIRED::equals, group, redshift, calls);
    }

    /** Queues of automatic WLM change while the cluster works ("WLM dynamic and static configuration properties"). */
    static ParameterStep queues(Queues queues, ParameterGroupStep group, RedshiftClient redshift, Calls calls) {
        Parameter wished = Parameter.builder()
                .parameterName(QUEUES)
                .parameterValue(queues.document().toString())
                .applyType(ParameterApplyType.DYNAMIC)
                .build();
        return new ParameterStep(wished, queues::areIn, group, redshift, calls);
    }

    @Override
    public String name() {
        return "parameter of that group: " + wished.parameterName();
    }

    @Override
    public State state() {
        if (!group.isOurs()) {
            return State.absent();
        }
        Supplier<Boolean> asking = () -> redshift
                .describeClusterParametersPaginator(describe -> describe.parameterGroupName(group.groupName()))
                .parameters()
                .stream()
                .filter(parameter -> wished.parameterName().equals(parameter.parameterName()))
                .anyMatch(parameter -> parameter.parameterValue() != null && isWished.test(parameter.parameterValue()));
        // a group that is made has the parameter, too, with its default
        return calls.ask("redshift:DescribeClusterParameters", asking) ? State.present() : State.absent();
    }

    @Override
    public void create() {
        calls.change(
                "redshift:ModifyClusterParameterGroup",
                name(),
                () -> redshift.modifyClusterParameterGroup(
                        modify -> modify.parameterGroupName(group.groupName()).parameters(wished)));
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
