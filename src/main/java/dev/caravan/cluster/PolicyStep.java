package dev.caravan.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;

/** What the role may do; written into the role, so that it carries the role's tags and goes with it. */
final class PolicyStep implements Step {
    static final String POLICY = "read-landing";

    private final ClusterSettings settings;
    private final RoleStep role;
    private final Policies policies;
    private final IamClient iam;
    private final Calls calls;

    PolicyStep(ClusterSettings settings, RoleStep role, Policies policies, IamClient iam, Calls calls) {
        this.settings = settings;
        this.role = role;
        this.policies = policies;
        this.iam = iam;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "policy " + POLICY + " of that role";
    }

    @Override
    public State state() {
        Supplier<String> asking =
                () -> iam.getRolePolicy(get -> get.roleName(settings.name()).policyName(POLICY))
                        .policyDocument();
        Optional<String> held =
                role.isOurs() ? calls.find("iam:GetRolePolicy", asking, RoleStep.NO_SUCH) : Optional.empty();
        if (held.isEmpty()) {
            return State.absent();
        }
        String document = URLDecoder.decode(held.get(), UTF_8);
        return settings.bucket()
                .map(bucket -> Policies.same(policies.permissions(bucket), document)
                        ? State.present("reads " + bucket)
                        : State.differs("allows something other than wished"))
                .orElse(State.present());
    }

    @Override
    public void create() {
        String document = policies.permissions(settings.bucket().orElseThrow()).toString();
        calls.change(
                "iam:PutRolePolicy",
                name(),
                () -> iam.putRolePolicy(
                        put -> put.roleName(settings.name()).policyName(POLICY).policyDocument(document)));
    }

    @Override
    public void change() {
        create();
    }

    @Override
    public void delete() {
        calls.settle(
                "iam:DeleteRolePolicy",
                name(),
                () -> iam.deleteRolePolicy(
                        delete -> delete.roleName(settings.name()).policyName(POLICY)),
                RoleStep.NO_SUCH);
    }
}
