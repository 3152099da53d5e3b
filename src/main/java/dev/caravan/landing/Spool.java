package dev.caravan.landing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory in which one batch stands while it is written. A lock beside it tells that its process lives: the system
 * frees it however the process ends.
 */
final class Spool implements Closeable {
    private static final String LOCK = ".lock";

    private final Path directory;
    private final Path lock;
    private final FileChannel held;

    private Spool(Path directory, Path lock, FileChannel held) {
        this.directory = directory;
        this.lock = lock;
        this.held = held;
    }

    static Spool open(Path parent, BatchId id) throws IOException {
        Files.createDirectories(parent);
        Path directory = parent.resolve(id.value());
        Path lock = lock(directory);
        FileChannel held = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            // the lock comes first: a directory without one that is held is nobody's
            held.lock();
            Files.createDirectories(directory);
        } catch (IOException | RuntimeException e) {
            held.close();
            throw e;
        }
        return new Spool(directory, lock, held);
    }

    /** Removes what killed processes left, and gives how many batches that were. */
    static int removeLeftBehind(Path parent) throws IOException {
        int removed = 0;
        for (Path directory : list(parent)) {
            if (Files.isDirectory(directory) && removeIfLeftBehind(directory)) {
                removed++;
            }
        }
        return removed;
    }

    private static boolean removeIfLeftBehind(Path directory) throws IOException {
        Path lock = lock(directory);
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock free = file.tryLock()) {
            if (free == null) {
                return false;
            }
            delete(directory);
            Files.deleteIfExists(lock);
            return true;
        } catch (OverlappingFileLockException e) {
            // this very process writes there
            return false;
        }
    }

    Path resolve(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() throws IOException {
        try (held) {
            delete(directory);
            Files.deleteIfExists(lock);
        }
    }

    private static void delete(Path directory) throws IOException {
        for (Path file : list(directory)) {
            Files.delete(file);
        }
        Files.deleteIfExists(directory);
    }

    private static List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static Path lock(Path directory) {
        return directory.resolveSibling(directory.getFileName() + LOCK);
    }
}
