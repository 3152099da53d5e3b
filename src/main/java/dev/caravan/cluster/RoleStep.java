package dev.caravan.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** The role by which Redshift, and only Redshift, reads the landing. */
final class RoleStep implements Step {
    static final String NO_SUCH = "NoSuchEntity";
    private static final String EXISTS = "EntityAlreadyExists";

    private final ClusterSettings settings;
    private final Owner owner;
    private final Policies policies;
    private final IamClient iam;
    private final Calls calls;

    RoleStep(ClusterSettings settings, Owner owner, Policies policies, IamClient iam, Calls calls) {
        this.settings = settings;
        this.owner = owner;
        this.policies = policies;
        this.iam = iam;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "IAM role " + settings.name();
    }

    @Override
    public State state() {
        Optional<Role> role = find();
        if (role.isEmpty()) {
            return State.absent();
        }
        if (!owner.owns(role.get().tags(), Tag::key, Tag::value)) {
            return State.foreign();
        }
        String trust = URLDecoder.decode(role.get().assumeRolePolicyDocument(), UTF_8);
        return Policies.same(policies.trust(), trust) ? State.present() : State.differs("trusts others than wished");
    }

    @Override
    public void create() {
        List<Tag> tags = owner.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        calls.settle(
                "iam:CreateRole",
                name(),
                () -> iam.createRole(create -> create.roleName(settings.name())
                        .description(
                                "Lets Redshift read the landing of Caravan's environment " + settings.environment())
                        .assumeRolePolicyDocument(policies.trust().toString())
                        .tags(tags)),
                EXISTS);
    }

    @Override
    public void change() {
        calls.change(
                "iam:UpdateAssumeRolePolicy",
                name(),
                () -> iam.updateAssumeRolePolicy(update -> update.roleName(settings.name())
                        .policyDocument(policies.trust().toString())));
    }

    @Override
    public void delete() {
        refuseForeignPolicies();
        calls.settle(
                "iam:DeleteRole", name(), () -> iam.deleteRole(delete -> delete.roleName(settings.name())), NO_SUCH);
    }

    /** Whom the cluster is told to be; asked for when it is there. */
    String arn() {
        return findArn()
                .orElseThrow(() -> new CaravanException(
                        Problem.at(name(), "is gone", "Run the same command again; it makes the role anew.")));
    }

    Optional<String> findArn() {
        return find().map(Role::arn);
    }

    boolean isOurs() {
        return find().filter(role -> owner.owns(role.tags(), Tag::key, Tag::value))
                .isPresent();
    }

    private Optional<Role> find() {
        return calls.find(
                "iam:GetRole",
                () -> iam.getRole(get -> get.roleName(settings.name())).role(),
                NO_SUCH);
    }

    /** A role goes only without policies, and those of others are theirs to take away. */
    private void refuseForeignPolicies() {
        List<AttachedPolicy> attached = calls.find(
                        "iam:ListAttachedRolePolicies",
                        () -> iam.listAttachedRolePolicies(list -> list.roleName(settings.name()))
                                .attachedPolicies(),
                        NO_SUCH)
                .orElse(List.of());
        List<String> inline = calls.find(
                        "iam:ListRolePolicies",
                        () -> iam.listRolePolicies(list -> list.roleName(settings.name()))
                                .policyNames(),
                        NO_SUCH)
                .orElse(List.of());
        List<String> foreign = Stream.concat(
                        attached.stream().map(AttachedPolicy::policyName),
                        inline.stream().filter(policy -> !policy.equals(PolicyStep.POLICY)))
                .sorted()
                .toList();
        if (!foreign.isEmpty()) {
            throw new CaravanException(Problem.at(
                    name(),
                    "has policies that Caravan did not give it: " + String.join(", ", foreign),
                    "Take them off the role, then run the same command: it goes on from here."));
        }
    }
}
