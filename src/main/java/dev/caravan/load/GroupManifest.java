package dev.caravan.load;

import dev.caravan.landing.Batch;
import dev.caravan.landing.BatchId;
import dev.caravan.landing.Landing;
import dev.caravan.project.CaravanException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The COPY manifest of a group: a batch's own one, or one of several that is written when a warehouse first asks for it and
 * deleted at the end. One that a killed process left disturbs nobody, and the next one that is written takes it away.
 */
final class GroupManifest implements Supplier<URI>, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupManifest.class);
    // no COPY takes as long, so that nobody reads what is older
    private static final Duration LEFT_BEHIND = Duration.ofDays(2);

    private final Landing landing;
    private final List<Batch> group;
    private final Supplier<BatchId> ids;
    private Optional<BatchId> written = Optional.empty();

    GroupManifest(Landing landing, List<Batch> group, Supplier<BatchId> ids) {
        this.landing = landing;
        this.group = List.copyOf(group);
        this.ids = ids;
    }

    @Override
    public URI get() {
        if (group.size() == 1) {
            return landing.checkedManifest(group.get(0));
        }
        BatchId id = ids.get();
        Instant before = id.openedAt().minus(LEFT_BEHIND);
        tidied(() ->
                landing.deleteLoadManifests(dataset(), left -> left.openedAt().isBefore(before)));
        written = Optional.of(id);
        return landing.writeLoadManifest(dataset(), id, group);
    }

    @Override
    public void close() {
        written.ifPresent(id -> tidied(() -> landing.deleteLoadManifests(dataset(), id::equals)));
    }

    /** The rows are loaded or taken back by now; that a file stays changes nothing of it. */
    private void tidied(Runnable work) {
        try {
            work.run();
        } catch (CaravanException e) {
            log.warn("manifests of loads stay in the landing: {}", e.getMessage());
        }
    }

    private String dataset() {
        return group.get(0).dataset();
    }
}
