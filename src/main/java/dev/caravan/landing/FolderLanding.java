package dev.caravan.landing;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Batches in a folder of this machine. */
final class FolderLanding implements Landing {
    private final Path root;

    FolderLanding(Path root) {
        this.root = root;
    }

    @Override
    public List<String> datasets() {
        return names(root.resolve(LandingKeys.RAW), "");
    }

    @Override
    public List<BatchId> committed(String dataset, LocalDate since) {
        List<BatchId> ids = new ArrayList<>();
        Path folder = root.resolve(LandingKeys.dataset(dataset));
        for (String day : names(folder, LandingKeys.DAY)) {
            if (day.compareTo(since.toString()) >= 0) {
                for (String id : names(folder.resolve(LandingKeys.DAY + day), LandingKeys.ID)) {
                    BatchId batch = new BatchId(id);
                    if (Files.exists(file(dataset, batch, LandingKeys.MANIFEST))) {
                        ids.add(batch);
                    }
                }
            }
        }
        return ids.stream().sorted().toList();
    }

    @Override
    public Batch read(String dataset, BatchId id) {
        Path description = file(dataset, id, LandingKeys.BATCH);
        Batch batch;
        try {
            batch = BatchJson.read(Files.readAllBytes(description));
        } catch (IOException | IllegalArgumentException e) {
            throw new CaravanException(
                    Problem.at(
                            Place.of(description),
                            "cannot be read: " + e.getMessage(),
                            "The batch has a manifest.json, so it was committed: restore the file."),
                    e);
        }
        batch.parts().forEach(part -> check(batch, part));
        return batch;
    }

    private void check(Batch batch, Part part) {
        Path file = file(batch.dataset(), batch.id(), part.name());
        try {
            if (!Files.exists(file) || Files.size(file) != part.sizeBytes()) {
                String found = Files.exists(file) ? "has " + Files.size(file) : "is missing; it had";
                throw new CaravanException(Problem.at(
                        batch.dataset() + ", batch " + batch.id() + ", " + part.name(),
                        found + " bytes, and batch.json says " + part.sizeBytes(),
                        "Restore " + file + ", or delete the batch's manifest.json to leave the batch out."));
            }
        } catch (IOException e) {
            throw new CaravanException(Problem.at(Place.of(file), "cannot be read: " + e.getMessage(), ""), e);
        }
    }

    @Override
    public InputStream open(Batch batch, Part part) throws IOException {
        return Files.newInputStream(file(batch.dataset(), batch.id(), part.name()));
    }

    @Override
    public Optional<Path> local(Batch batch, Part part) {
        return Optional.of(file(batch.dataset(), batch.id(), part.name()));
    }

    @Override
    public URI manifest(Batch batch) {
        return file(batch.dataset(), batch.id(), LandingKeys.MANIFEST).toUri();
    }

    @Override
    public void close() {}

    private Path file(String dataset, BatchId id, String name) {
        return root.resolve(LandingKeys.batch(dataset, id) + name);
    }

    /** What follows a prefix in the names of a folder, sorted; none where the folder is missing. */
    private static List<String> names(Path folder, String prefix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CaravanException(Problem.at(Place.of(folder), "cannot be listed: " + e.getMessage(), ""), e);
        }
    }
}
