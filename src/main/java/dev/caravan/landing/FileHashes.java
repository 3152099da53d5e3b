package dev.caravan.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.landing.Batch.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Content of files by path, size and time of modification, so that a file that is met again is not read again. It only
 * saves the reading: whether a content was landed before is for the ledger to say, and where this memory is lost, files are
 * read once more. Safe to use from many threads.
 */
public final class FileHashes {
    private static final Logger log = LoggerFactory.getLogger(FileHashes.class);
    // A file that changes again within the granularity of its file system's clock keeps its time: git has the same
    // rule.
    private static final Duration TOO_NEW = Duration.ofSeconds(3);
    private static final int COLUMNS = 4;
    private static final String HASH = "[0-9a-f]{64}";

    private final Path memory;
    private final boolean trusting;
    private final Clock clock;
    private final Map<Path, Seen> seen = new HashMap<>();

    private record Seen(long sizeBytes, Instant modifiedAt, String sha256) {}

    /**
     * @param memory a file that may be missing
     * @param trusting whether size and time are enough; else every file is read
     */
    public FileHashes(Path memory, boolean trusting, Clock clock) {
        this.memory = memory;
        this.trusting = trusting;
        this.clock = clock;
        if (trusting) {
            recall();
        }
    }

    /** Reads the file, unless it was read before and has the size and time that it had then. */
    public synchronized SourceFile of(Path file) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        Instant now = clock.instant();
        long size = Files.size(path);
        Instant modified = Files.getLastModifiedTime(path).toInstant();
        Seen known = seen.get(path);
        if (trusting && known != null && known.sizeBytes == size && known.modifiedAt.equals(modified)) {
            return new SourceFile(size, known.sha256);
        }
        SourceFile content = new SourceFile(size, Sha256.of(path));
        boolean settled = modified.isBefore(now.minus(TOO_NEW))
                && Files.size(path) == size
                && Files.getLastModifiedTime(path).toInstant().equals(modified);
        if (settled) {
            remember(path, new Seen(size, modified, content.sha256()));
        }
        return content;
    }

    private void remember(Path path, Seen file) {
        if (file.equals(seen.put(path, file))) {
            return;
        }
        try {
            Files.createDirectories(memory.toAbsolutePath().getParent());
            Files.writeString(
                    memory,
                    String.join(
                            "\t", file.sha256, String.valueOf(file.sizeBytes), file.modifiedAt.toString(), path + "\n"),
                    UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            log.debug("{} cannot be written, so files are read again: {}", memory, e.getMessage());
        }
    }

    /** Later lines win; a line that a kill cut off is none. */
    private void recall() {
        if (!Files.exists(memory)) {
            return;
        }
        try {
            Files.readAllLines(memory, UTF_8).forEach(this::recall);
        } catch (IOException e) {
            log.debug("{} cannot be read, so files are read again: {}", memory, e.getMessage());
            seen.clear();
        }
    }

    private void recall(String line) {
        String[] cells = line.split("\t", COLUMNS);
        if (cells.length < COLUMNS || !cells[0].matches(HASH)) {
            return;
        }
        try {
            seen.put(Path.of(cells[3]), new Seen(Long.parseLong(cells[1]), Instant.parse(cells[2]), cells[0]));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            log.debug("{} has a line that is none: {}", memory, line);
        }
    }
}
