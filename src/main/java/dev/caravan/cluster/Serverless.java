package dev.caravan.cluster;

import dev.caravan.cluster.ClusterSettings.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;
import software.amazon.awssdk.services.redshiftserverless.model.Namespace;
import software.amazon.awssdk.services.redshiftserverless.model.Tag;
import software.amazon.awssdk.services.redshiftserverless.model.Workgroup;

/** Asks for the namespace, which is the data, and the workgroup, which computes; every question is a request. */
final class Serverless implements Endpoint.Source {
    static final String NO_SUCH = "ResourceNotFoundException";
    /** Which AWS says, too, where another change is under way; that a thing exists is told by asking for it. */
    static final String CONFLICT = "ConflictException";

    static final String AVAILABLE = "AVAILABLE";

    private final ClusterSettings settings;
    private final Owner owner;
    private final RedshiftServerlessClient client;
    private final Calls calls;

    Serverless(ClusterSettings settings, Owner owner, RedshiftServerlessClient client, Calls calls) {
        this.settings = settings;
        this.owner = owner;
        this.client = client;
        this.calls = calls;
    }

    Optional<Namespace> findNamespace() {
        return calls.find(
                "redshift-serverless:GetNamespace",
                () -> client.getNamespace(get -> get.namespaceName(settings.name()))
                        .namespace(),
                NO_SUCH);
    }

    Optional<Workgroup> findWorkgroup() {
        return calls.find(
                "redshift-serverless:GetWorkgroup",
                () -> client.getWorkgroup(get -> get.workgroupName(settings.name()))
                        .workgroup(),
                NO_SUCH);
    }

    boolean owns(String arn) {
        Supplier<List<Tag>> asking =
                () -> client.listTagsForResource(list -> list.resourceArn(arn)).tags();
        return calls.find("redshift-serverless:ListTagsForResource", asking, NO_SUCH)
                .filter(tags -> owner.owns(tags, Tag::key, Tag::value))
                .isPresent();
    }

    List<Tag> tags() {
        return owner.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    @Override
    public Optional<Endpoint> endpoint() {
        return findWorkgroup()
                .filter(workgroup ->
                        workgroup.endpoint() != null && workgroup.endpoint().address() != null)
                .map(workgroup -> new Endpoint(
                        workgroup.endpoint().address(),
                        workgroup.endpoint().port(),
                        findNamespace().map(Namespace::adminPasswordSecretArn)));
    }

    static Capacity capacity(Workgroup workgroup) {
        return new Capacity(Kind.serverless, "", workgroup.baseCapacity());
    }
}
