package dev.caravan.landing;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Batches in a folder of this machine. */
final class FolderLanding implements Landing {
    private final Path root;

    FolderLanding(Path root) {
        this.root = root;
    }

    @Override
    public List<String> datasets() {
        return names(root.resolve(LandingKeys.RAW), "").stream()
                .filter(LandingKeys::isDataset)
                .toList();
    }

    @Override
    public List<BatchId> committed(String dataset, LocalDate since) {
        List<BatchId> ids = new ArrayList<>();
        Path folder = root.resolve(LandingKeys.dataset(dataset));
        for (String day : names(folder, LandingKeys.DAY)) {
            if (day.compareTo(since.toString()) >= 0) {
                for (String id : names(folder.resolve(LandingKeys.DAY + day), LandingKeys.ID)) {
                    BatchId.find(id)
                            .filter(batch -> batch.date().toString().equals(day))
                            .filter(batch -> Files.exists(file(dataset, batch, LandingKeys.MANIFEST)))
                            .ifPresent(ids::add);
                }
            }
        }
        return ids.stream().sorted().toList();
    }

    @Override
    public Batch read(String dataset, BatchId id) {
        return BatchReader.read(new BatchFolder(root.resolve(LandingKeys.batch(dataset, id))), dataset, id);
    }

    @Override
    public KnownFields fields(String dataset) {
        return KnownFields.of(file(KnownFields.key(dataset)), KnownFields.key(dataset));
    }

    @Override
    public Optional<byte[]> file(String key) {
        Path file = root.resolve(key);
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new CaravanException(Problem.at(Place.of(file), "cannot be read: " + e.getMessage(), ""), e);
        }
    }

    @Override
    public InputStream open(Batch batch, Part part) throws IOException {
        Path file = file(batch.dataset(), batch.id(), part.name());
        return new PartStream(Files.newInputStream(file), part, file.toString());
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
    public URI checkedManifest(Batch batch) {
        String key = LandingKeys.batch(batch.dataset(), batch.id()) + LandingKeys.MANIFEST;
        CopyManifest.check(file(key), batch, root.toUri());
        return manifest(batch);
    }

    @Override
    public URI writeLoadManifest(String dataset, BatchId load, List<Batch> batches) {
        Path file = root.resolve(LandingKeys.loadManifest(dataset, load));
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, CopyManifest.write(batches, root.toUri()))
                    .toUri();
        } catch (IOException e) {
            throw new CaravanException(Problem.at(Place.of(file), "cannot be written: " + e.getMessage(), ""), e);
        }
    }

    @Override
    public void deleteLoadManifests(String dataset, Predicate<BatchId> which) {
        Path folder = root.resolve(LandingKeys.loads(dataset));
        for (String name : names(folder, "")) {
            if (LandingKeys.load(dataset, LandingKeys.loads(dataset) + name)
                    .filter(which)
                    .isPresent()) {
                delete(folder.resolve(name));
            }
        }
    }

    @Override
    public void delete(String dataset, List<BatchId> batches) {
        for (BatchId id : batches) {
            Path folder = root.resolve(LandingKeys.batch(dataset, id));
            delete(folder.resolve(LandingKeys.MANIFEST));
            names(folder, "").forEach(name -> delete(folder.resolve(name)));
            delete(folder);
            if (names(folder.getParent(), "").isEmpty()) {
                delete(folder.getParent());
            }
        }
    }

    @Override
    public LandingRoute route() {
        return LandingRoute.of("folder", Map.of("landing.folder", root.toString()), Map.of());
    }

    @Override
    public Problem unwritable(String key, Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return Problem.at(
                Place.of(root.resolve(key)),
                "cannot be written: "
                        + (reason instanceof FileSystemException file && file.getReason() != null
                                ? file.getReason()
                                : reason.getMessage()),
                "Nothing of the batch is committed. Make room or mend the disk, and run again.");
    }

    @Override
    public void close() {}

    private Path file(String dataset, BatchId id, String name) {
        return root.resolve(LandingKeys.batch(dataset, id) + name);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CaravanException(Problem.at(Place.of(file), "cannot be deleted: " + e.getMessage(), ""), e);
        }
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

    private record BatchFolder(Path folder) implements BatchFiles {
        @Override
        public String place(String name) {
            return folder.resolve(name).toString();
        }

        @Override
        public OptionalLong sizeBytes(String name) throws IOException {
            Path file = folder.resolve(name);
            return Files.exists(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
        }

        @Override
        public byte[] bytes(String name) throws IOException {
            return Files.readAllBytes(folder.resolve(name));
        }
    }
}
