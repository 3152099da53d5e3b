package dev.caravan.cluster;

import dev.caravan.cluster.ClusterSettings.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.Cluster;

/** Asks for the cluster; every question is a request. */
final class ProvisionedCluster implements Endpoint.Source {
    static final String NO_SUCH = "ClusterNotFound";
    static final String AVAILABLE = "available";
    static final String PAUSED = "paused";
    // none of these passes by itself: Redshift management guide, "Cluster status"
    private static final List<String> BROKEN = List.of(
            "hardware-failure",
            "incompatible-hsm",
            "incompatible-network",
            "incompatible-parameters",
            "incompatible-restore",
            "storage-full");

    private final ClusterSettings settings;
    private final RedshiftTags tags;
    private final RedshiftClient redshift;
    private final Calls calls;

    ProvisionedCluster(ClusterSettings settings, Owner owner, RedshiftClient redshift, Calls calls) {
        this.settings = settings;
        this.tags = new RedshiftTags(owner);
        this.redshift = redshift;
        this.calls = calls;
    }

    Optional<Cluster> find() {
        Supplier<List<Cluster>> asking =
                () -> redshift.describeClusters(describe -> describe.clusterIdentifier(settings.name()))
                        .clusters();
        return calls.find("redshift:DescribeClusters", asking, NO_SUCH).stream()
                .flatMap(List::stream)
                .findFirst();
    }

    /** How it stands, apart from what is wished of it: then it is {@link State.Kind#PRESENT}. */
    State state(Optional<Cluster> found) {
        if (found.isEmpty()) {
            return State.absent();
        }
        Cluster cluster = found.get();
        if (!tags.own(cluster.tags())) {
            return State.foreign();
        }
        String status = cluster.clusterStatus();
        if (BROKEN.contains(status)) {
            return State.broken(status);
        }
        if (status.equals(PAUSED)) {
            return State.differs(PAUSED);
        }
        // "available, prep-for-resize" and the like: it answers
        boolean answers = status.startsWith(AVAILABLE)
                && cluster.endpoint() != null
                && cluster.endpoint().address() != null;
        return answers
                ? State.present(status)
                : State.changing(status.equals(AVAILABLE) ? "without an address" : status);
    }

    @Override
    public Optional<Endpoint> endpoint() {
        return find().filter(cluster -> state(Optional.of(cluster)).is(State.Kind.PRESENT))
                .map(cluster -> new Endpoint(
                        cluster.endpoint().address(),
                        cluster.endpoint().port(),
                        Optional.ofNullable(cluster.masterPasswordSecretArn())));
    }

    static Capacity capacity(Cluster cluster) {
        return new Capacity(Kind.provisioned, cluster.nodeType(), cluster.numberOfNodes());
    }
}
