package dev.caravan.load;

import dev.caravan.landing.Batch;
import dev.caravan.landing.Part;
import dev.caravan.project.CaravanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deals waiting batches into groups that one COPY takes: neighbours with the same columns and the same compression. */
final class BatchGroups {
    private final BatchFeed batches;
    private final LoadSettings settings;
    private Optional<Batch> left = Optional.empty();
    private Optional<CaravanException> failure = Optional.empty();

    BatchGroups(BatchFeed batches, LoadSettings settings) {
        this.batches = batches;
        this.settings = settings;
    }

    /**
     * The next group, empty after the last one.
     *
     * @throws CaravanException where the next batch cannot be read; those before it were handed out
     */
    List<Batch> next() {
        List<Batch> group = new ArrayList<>();
        left.ifPresent(group::add);
        left = Optional.empty();
        while (failure.isEmpty() && left.isEmpty() && batches.hasNext()) {
            add(group);
        }
        if (group.isEmpty() && failure.isPresent()) {
            throw failure.get();
        }
        return List.copyOf(group);
    }

    private void add(List<Batch> group) {
        try {
            Batch batch = batches.next();
            if (group.isEmpty() || goesWith(group, batch)) {
                group.add(batch);
            } else {
                left = Optional.of(batch);
            }
        } catch (CaravanException e) {
            failure = Optional.of(e);
        }
    }

    private boolean goesWith(List<Batch> group, Batch batch) {
        return group.size() < settings.groupBatches()
                && group.stream().mapToLong(Batch::sizeBytes).sum() + batch.sizeBytes() <= settings.groupBytes()
                && group.get(0).columns().equals(batch.columns())
                && compression(group).equals(compression(List.of(batch)).or(() -> compression(group)));
    }

    /** The ending that says it; a batch without parts goes with any. */
    private static Optional<String> compression(List<Batch> group) {
        return group.stream()
                .flatMap(batch -> batch.parts().stream())
                .map(Part::name)
                .map(name -> name.substring(name.lastIndexOf('.')))
                .findFirst();
    }
}
