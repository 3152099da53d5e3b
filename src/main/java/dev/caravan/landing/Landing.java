package dev.caravan.landing;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where batches lie: a folder or a bucket. This is the reading side; routes write batches. A batch without
 * {@code manifest.json} does not exist here. Safe to use from many threads.
 */
public interface Landing extends AutoCloseable {

    /** Names of the datasets that have a place here, sorted. */
    List<String> datasets();

    /**
     * Ids of the committed batches of a dataset in rising order.
     *
     * @param since days before it are not looked at, so that the cost follows new data and not history
     */
    List<BatchId> committed(String dataset, LocalDate since);

    /** @throws CaravanException where the batch is not there, or its files contradict each other */
    Batch read(String dataset, BatchId id);

    /** What a dataset's source has given so far; nothing where it was never polled, or the file is not readable. */
    KnownFields fields(String dataset);

    /**
     * Deletes batches, the manifest of each first, so that none is half there for who looks for batches. What is gone
     * already is no failure. Rejects stay.
     */
    void delete(String dataset, List<BatchId> batches);

    /** A small file by its key below the root; nothing where there is none. */
    Optional<byte[]> file(String key);

    /** The bytes of a part as they lie there. */
    InputStream open(Batch batch, Part part) throws IOException;

    /** The part as a file of this machine, where the landing is a folder. */
    Optional<Path> local(Batch batch, Part part);

    /** The batch's COPY manifest. */
    URI manifest(Batch batch);

    /**
     * The batch's COPY manifest for a cluster, which reads whatever it names.
     *
     * @throws CaravanException where it does not name the batch's parts, and nothing else
     */
    URI checkedManifest(Batch batch);

    /** Writes a COPY manifest of several batches, where nobody who looks for batches sees it, and gives its place. */
    URI writeLoadManifest(String dataset, BatchId load, List<Batch> batches);

    /** Deletes such manifests; none is left that was chosen. */
    void deleteLoadManifests(String dataset, Predicate<BatchId> which);

    /**
     * The route that writes here.
     *
     * @throws CaravanException where nothing can be written here at all
     */
    LandingRoute route();

    /** What a user is told when that route could not write a file of a batch. */
    Problem unwritable(String key, Throwable failure);

    @Override
    void close();
}
