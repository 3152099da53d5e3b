package dev.caravan.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of the test's own that can be filled to its last byte, where this process may mount one; else a directory. */
final class SmallDisk implements AutoCloseable {
    private static final String SIZE = "96m";
    private static final int BLOCK_BYTES = 1 << 16;

    private final Path directory;
    private final boolean mounted;

    private SmallDisk(Path directory, boolean mounted) {
        this.directory = directory;
        this.mounted = mounted;
    }

    static SmallDisk mount(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new SmallDisk(
                directory, run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", directory.toString()));
    }

    Path directory() {
        return directory;
    }

    /** Whether {@link #fill} does anything. */
    boolean canBeFilled() {
        return mounted;
    }

    void fill() {
        if (!mounted) {
            return;
        }
        try (OutputStream filler = Files.newOutputStream(filler())) {
            for (int size = BLOCK_BYTES; size > 0; size /= 2) {
                writeUntilFull(filler, new byte[size]);
            }
        } catch (IOException e) {
            // full, as it should be
        }
    }

    void free() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeUntilFull(OutputStream filler, byte[] block) {
        try {
            while (true) {
                filler.write(block);
            }
        } catch (IOException full) {
            // a smaller block may still fit
        }
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    @Override
    public void close() throws IOException {
        if (mounted) {
            run("umount", "-l", directory.toString());
        }
    }

    private static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (IOException e) {
            return false; // no such command on this machine
        }
    }
}
