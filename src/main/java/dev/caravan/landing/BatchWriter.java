package dev.caravan.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.landing.Batch.Source;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lands one batch: rows are spooled into compressed parts, each part is put into the landing when it is full, and
 * {@code manifest.json} follows last. Until then nobody sees the batch; closing without {@link #commit} leaves it unseen.
 * For one thread.
 */
public final class BatchWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BatchWriter.class);

    static final List<String> ORIGIN = List.of("batch_id", "extracted_at", "part", "line");
    static final String UNKNOWN_FIELDS = "unknown_fields";

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final String dataset;
    private final BatchId id;
    private final Instant extractedAt;
    // formatted once: with a million rows, a tenth of the time went into it
    private final String extractedAtText;
    private final List<String> header;
    private final Optional<Integer> keyColumn;
    private final LandingSettings settings;
    private final LandingTarget target;
    private final Spool spool;

    private final PartDealer dealer;
    private final Set<String> keys = new HashSet<>();
    private Optional<Rejects> rejects = Optional.empty();
    private long repeated;
    private long rejected;

    /**
     * @param columns the dataset's own columns
     * @param key a column by which records are kept once; the first one stays
     * @param spoolDirectory where parts stand while they are written
     */
    public BatchWriter(
            String dataset,
            BatchId id,
            Instant extractedAt,
            List<String> columns,
            Optional<String> key,
            LandingSettings settings,
            LandingTarget target,
            Path spoolDirectory) {
        this.dataset = LandingKeys.checked(dataset);
        this.id = id;
        this.extractedAt = extractedAt;
        extractedAtText = MILLIS.format(extractedAt);
        this.settings = settings;
        this.target = target;
        List<String> all = new ArrayList<>(ORIGIN);
        all.addAll(columns);
        all.add(UNKNOWN_FIELDS);
        header = List.copyOf(all);
        keyColumn = key.map(columns::indexOf);
        if (keyColumn.filter(index -> index < 0).isPresent()) {
            throw new CaravanException(Problem.at(
                    dataset, "has no column \"" + key.get() + "\" to be its key", "Name one of " + columns + "."));
        }
        spool = opened(spoolDirectory);
        dealer = new PartDealer(spool, header, settings, this::putPart);
    }

    /** Empties a spool of what killed processes left; batches that are being written, by whatever process, stay. */
    public static void removeLeftBehind(Path spoolDirectory) {
        try {
            int removed = Spool.removeLeftBehind(spoolDirectory);
            if (removed > 0) {
                log.info("removed {} batches from {} that killed processes left", removed, spoolDirectory);
            }
        } catch (IOException e) {
            log.warn("{} cannot be emptied of what killed processes left: {}", spoolDirectory, e.getMessage());
        }
    }

    public BatchId id() {
        return id;
    }

    /** The dataset's own columns, in the order of {@link #append}. */
    public List<String> columns() {
        return header.subList(ORIGIN.size(), header.size() - 1);
    }

    /** The place of the key among {@link #columns}, where records have one. */
    Optional<Integer> key() {
        return keyColumn;
    }

    public long rows() {
        return dealer.rows();
    }

    public long rejected() {
        return rejected;
    }

    /**
     * Adds a record.
     *
     * @param values of the columns in their order, null where there is none
     * @param unknownFields a JSON object of what has no column
     */
    public void append(String[] values, Optional<String> unknownFields) {
        if (keyColumn.isPresent() && !keys.add(values[keyColumn.get()])) {
            repeated++;
            return;
        }
        spooling("be written", () -> {
            String[] row = new String[header.size()];
            row[0] = id.value();
            row[1] = extractedAtText;
            System.arraycopy(values, 0, row, ORIGIN.size(), values.length);
            row[row.length - 1] = unknownFields.orElse(null);
            dealer.append(row);
        });
    }

    /** Puts a record aside that cannot be a row. */
    public void reject(String reason, OptionalLong line, String record) {
        rejected++;
        spooling("be written", () -> {
            if (rejects.isEmpty()) {
                rejects = Optional.of(new Rejects(spool.resolve(LandingKeys.REJECTS)));
            }
            rejects.get().add(reason, line, record);
        });
    }

    /** Makes the batch visible, whole. */
    public Batch commit(Source source) {
        List<Part> parts = new ArrayList<>();
        spooling("be finished", () -> {
            parts.addAll(dealer.finish());
            if (rejects.isPresent()) {
                rejects.get().close();
                target.put(LandingKeys.rejects(dataset, id), rejects.get().file());
            }
        });
        long landed = parts.stream().mapToLong(Part::rows).sum();
        Batch batch = new Batch(
                dataset, id, extractedAt, header, parts, landed + rejected + repeated, rejected, repeated, source);
        spooling("be committed", () -> {
            Path description = spool.resolve(LandingKeys.BATCH);
            Files.writeString(description, BatchJson.write(batch), UTF_8);
            put(description);
            Path manifest = spool.resolve(LandingKeys.MANIFEST);
            Files.writeString(manifest, CopyManifest.write(List.of(batch), settings.root()), UTF_8);
            put(manifest);
        });
        log.info("landed {} {}: {} rows, {} rejected, {} parts", dataset, id, landed, rejected, parts.size());
        return batch;
    }

    /** Removes the spool. What a batch that was not committed left in the landing is not seen by anybody. */
    @Override
    public void close() {
        spooling("be cleaned up", () -> {
            abandon(dealer);
            rejects.ifPresent(BatchWriter::abandon);
            spool.close();
        });
    }

    /** What a full disk does not take any more need not be written: the file is deleted next, and gives room. */
    private static void abandon(Closeable file) {
        try {
            file.close();
        } catch (IOException | UncheckedIOException e) {
            log.debug("a file of the spool is given up: {}", e.getMessage());
        }
    }

    private void putPart(Path file) throws IOException {
        put(file);
        Files.deleteIfExists(file);
    }

    private void put(Path file) {
        target.put(LandingKeys.batch(dataset, id) + file.getFileName(), file);
    }

    private Spool opened(Path spoolDirectory) {
        try {
            return Spool.open(spoolDirectory, id);
        } catch (IOException e) {
            throw unspooled("be opened", e);
        }
    }

    private void spooling(String what, SpoolWork work) {
        try {
            work.run();
        } catch (IOException e) {
            throw unspooled(what, e);
        } catch (UncheckedIOException e) {
            throw unspooled(what, e.getCause());
        }
    }

    private CaravanException unspooled(String what, IOException cause) {
        return new CaravanException(
                Problem.at(
                        dataset + ", batch " + id,
                        "the batch cannot " + what + ": " + cause.getMessage(),
                        "Nothing of it is committed. Make room or mend the disk, and run again."),
                cause);
    }

    @FunctionalInterface
    private interface SpoolWork {
        void run() throws IOException;
    }

    /** Lines of JSON, one a record put aside. */
    private static final class Rejects implements Closeable {
        private final Path file;
        private final OutputStream bytes;
        private final Writer writer;

        Rejects(Path file) throws IOException {
            this.file = file;
            bytes = Files.newOutputStream(file);
            writer = new OutputStreamWriter(new GZIPOutputStream(bytes), UTF_8);
        }

        void add(String reason, OptionalLong line, String record) throws IOException {
            writer.write(BatchJson.reject(reason, line, record) + "\n");
        }

        Path file() {
            return file;
        }

        @Override
        public void close() throws IOException {
            try (bytes) {
                writer.close();
            }
        }
    }
}
