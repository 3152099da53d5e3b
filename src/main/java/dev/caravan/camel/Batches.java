package dev.caravan.camel;

import dev.caravan.landing.BatchId;
import dev.caravan.landing.BatchWriter;
import dev.caravan.landing.FileHashes;
import dev.caravan.landing.LandingSettings;
import dev.caravan.pipeline.ExtractionProvider.Surroundings;
import dev.caravan.pipeline.KnownSources;
import dev.caravan.project.CaravanException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.MDC;

/** Opens batches whose files go to the route {@code direct:landing-write}. Safe to use from many threads. */
final class Batches {
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

    /** Of files in the inbox, remembered from run to run. */
    FileHashes hashes() {
        return hashes;
    }

    KnownSources known() {
        return surroundings.known();
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
