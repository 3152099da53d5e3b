package dev.caravan.cluster;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;
import software.amazon.awssdk.services.redshiftserverless.model.Namespace;
import software.amazon.awssdk.services.redshiftserverless.model.Snapshot;

/** The data of a serverless warehouse: always encrypted, its administrator's password drawn and kept by AWS. */
final class NamespaceStep implements Step {
    private final ClusterSettings settings;
    private final Serverless serverless;
    private final RoleStep role;
    private final Ending ending;
    private final RedshiftServerlessClient client;
    private final Calls calls;

    NamespaceStep(
            ClusterSettings settings,
            Serverless serverless,
            RoleStep role,
            Ending ending,
            RedshiftServerlessClient client,
            Calls calls) {
        this.settings = settings;
        this.serverless = serverless;
        this.role = role;
        this.ending = ending;
        this.client = client;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "namespace " + settings.name();
    }

    @Override
    public State state() {
        Optional<Namespace> found = serverless.findNamespace();
        if (found.isEmpty()) {
            return State.absent();
        }
        Namespace namespace = found.get();
        if (!serverless.owns(namespace.namespaceArn())) {
            return State.foreign();
        }
        if (!Serverless.AVAILABLE.equals(namespace.statusAsString())) {
            return State.changing(Words.lower(namespace.statusAsString()));
        }
        // AWS tells a role's ARN inside a text of its own: IamRole(applyStatus=in-sync, iamRoleArn=arn:…)
        boolean hasRole = namespace.iamRoles().stream().anyMatch(text -> text.contains("/" + settings.name()));
        return hasRole ? State.present("available") : State.differs("lacks the role");
    }

    @Override
    public void create() {
        String roleArn = role.arn();
        calls.settle(
                "redshift-serverless:CreateNamespace",
                name(),
                () -> client.createNamespace(create -> create.namespaceName(settings.name())
                        .dbName(settings.database())
                        .adminUsername(settings.adminUser())
                        .manageAdminPassword(true)
                        .iamRoles(roleArn)
                        .defaultIamRoleArn(roleArn)
                        .tags(serverless.tags())),
                Serverless.CONFLICT);
    }

    @Override
    public void change() {
        String roleArn = role.arn();
        calls.change(
                "redshift-serverless:UpdateNamespace",
                name(),
                () -> client.updateNamespace(update ->
                        update.namespaceName(settings.name()).iamRoles(roleArn).defaultIamRoleArn(roleArn)));
    }

    @Override
    public void delete() {
        Optional<Namespace> found = serverless.findNamespace();
        if (found.isEmpty()) {
            return;
        }
        calls.settle(
                "redshift-serverless:DeleteNamespace",
                name(),
                () -> client.deleteNamespace(delete -> {
                    delete.namespaceName(settings.name());
                    if (ending == Ending.SNAPSHOT) {
                        delete.finalSnapshotName(finalSnapshot(found.get().namespaceId()));
                    }
                }),
                Serverless.NO_SUCH);
    }

    /** AWS gives a final snapshot no tags; its name tells that it was ordered here. */
    @Override
    public void afterDeletion() {
        Supplier<List<Snapshot>> asking =
                () -> client.listSnapshotsPaginator(list -> list.namespaceName(settings.name())).snapshots().stream()
                        .toList();
        calls.find("redshift-serverless:ListSnapshots", asking, Serverless.NO_SUCH).stream()
                .flatMap(List::stream)
                .filter(this::isFinal)
                .filter(snapshot -> !serverless.owns(snapshot.snapshotArn()))
                .forEach(snapshot -> calls.change(
                        "redshift-serverless:TagResource",
                        "snapshot " + snapshot.snapshotName(),
                        () -> client.tagResource(
                                tag -> tag.resourceArn(snapshot.snapshotArn()).tags(serverless.tags()))));
    }

    private boolean isFinal(Snapshot snapshot) {
        String arn = snapshot.namespaceArn();
        return arn != null
                && finalSnapshot(arn.substring(arn.lastIndexOf('/') + 1)).equals(snapshot.snapshotName());
    }

    /** The same for every try to delete the same namespace, and another for the next namespace of this name. */
    private String finalSnapshot(String namespaceId) {
        return settings.name() + "-final-" + namespaceId.replaceFirst("-.*", "");
    }
}
