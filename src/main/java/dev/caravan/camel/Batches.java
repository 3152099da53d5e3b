package dev.caravan.camel;

import dev.caravan.landing.BatchId;
import dev.caravan.landing.BatchWriter;
import dev.caravan.landing.FileHashes;
import dev.caravan.landing.KnownFields;
import dev.caravan.landing.LandingSettings;
import dev.caravan.landing.Rejects;
import dev.caravan.landing.SeenField;
import dev.caravan.pipeline.Drift;
import dev.caravan.pipeline.ExtractionProvider.Surroundings;
import dev.caravan.pipeline.KnownSources;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Opens batches whose files go to the route {@code direct:landing-write}. Safe to use from many threads. */
final class Batches {
    private static final Logger log = LoggerFactory.getLogger(Batches.class);
    private static final String BATCH_IN_LOG = "batch";
    private static final String LANDING_ROUTE = "direct:landing-write";

    private final Surroundings surroundings;
    private final LandingSettings settings;
    private final ProducerTemplate producer;
    private final Supplier<BatchId> ids;
    private final Path spool;
    private final FileHashes hashes;

    Batches(Surroundings surroundings, ProducerTemplate producer) {
        this.surroundings = surroundings;
        this.producer = producer;
        settings = LandingSettings.of(
                surroundings.environment(), surroundings.project().root(), surroundings.slices());
        ids = BatchId.generator(surroundings.clock());
        spool = surroundings.project().target().resolve("spool");
        BatchWriter.removeLeftBehind(spool);
        hashes = new FileHashes(
                surroundings.project().target().resolve("inbox-files.tsv"),
                surroundings.environment().flag("history.trust-times", true),
                surroundings.clock());
    }

    /** What the thread logs from here on bears the batch's id, until its poll ends. */
    OpenBatch open(String dataset, String columns, Optional<String> key) {
        BatchId id = ids.get();
        MDC.put(BATCH_IN_LOG, id.value());
        return new OpenBatch(
                dataset,
                new BatchWriter(
                        dataset, id, surroundings.clock().instant(), names(columns), key, settings, this::put, spool));
    }

    /**
     * Tells how the fields of a batch that was committed differ from before, and remembers them. Where the memory cannot be
     * read or written, the next poll tells the same: the batch is committed, and its poll does not fail by that.
     */
    void drift(OpenBatch batch, Poll poll) {
        try {
            tellDrift(batch, poll);
        } catch (CaravanException e) {
            e.problems().forEach(poll::warn);
        }
    }

    private void tellDrift(OpenBatch batch, Poll poll) {
        if (batch.fields().isEmpty()) {
            return;
        }
        KnownFields known = surroundings.landing().fields(batch.dataset());
        Drifting drifting = new Drifting(
                batch.dataset(),
                batch.writer().columns(),
                known,
                batch.fields(),
                surroundings.environment().masking());
        List<Drift> drifts = drifting.all();
        poll.drifted(drifts);
        drifting.warnings(drifts, drifting.migration().flatMap(sql -> driftFile(batch.dataset(), sql)))
                .forEach(poll::warn);
        remember(batch, known);
    }

    private void remember(OpenBatch batch, KnownFields known) {
        SortedMap<String, SeenField> ofColumns = new TreeMap<>(batch.fields());
        ofColumns.keySet().retainAll(batch.writer().columns());
        KnownFields now = known.and(ofColumns);
        if (!now.equals(known)) {
            put(KnownFields.key(batch.dataset()), now.bytes());
        }
    }

    /** The file's path as a person would type it; nothing where it cannot be written, because the warning has it all. */
    private Optional<String> driftFile(String dataset, String migration) {
        Path file = surroundings.project().target().resolve("drift").resolve(dataset + ".sql");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, migration);
            return Optional.of(surroundings.project().relative(file).toString());
        } catch (IOException e) {
            log.warn("{} cannot be written: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    Rejects rejects(String named) {
        return Rejects.find(surroundings.landing(), named);
    }

    /** Of files in the inbox, remembered from run to run. */
    FileHashes hashes() {
        return hashes;
    }

    KnownSources known() {
        return surroundings.known();
    }

    /** A small file. */
    void put(String key, byte[] bytes) {
        try {
            Path file = Files.createTempFile(Files.createDirectories(spool.getParent()), "landing-", ".json");
            try {
                Files.write(file, bytes);
                put(key, file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new CaravanException(Problem.at(key, "cannot be written: " + e.getMessage(), "Make room."), e);
        }
    }

    private void put(String key, Path file) {
        try {
            producer.requestBodyAndHeader(LANDING_ROUTE, file.toFile(), CaravanConstants.LANDING_KEY, key);
        } catch (CamelExecutionException e) {
            throw new CaravanException(surroundings.landing().unwritable(key, e.getCause()), e);
        }
    }

    private static List<String> names(String columns) {
        return Stream.of(columns.split(",")).map(String::strip).toList();
    }
}
