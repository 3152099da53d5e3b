package dev.caravan.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.landing.Batch.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashesTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant MORNING = NOON.minusSeconds(10_000);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = write("abc", MORNING);
    }

    @Test
    void aFileThatIsUnchangedIsNotReadAgainByALaterProcessEither() throws IOException {
        SourceFile first = hashes(true).of(file);
        // another content that the rule cannot see, which shows that nothing is read
        write("xyz", MORNING);

        assertThat(hashes(true).of(file)).isEqualTo(first).isEqualTo(new SourceFile(3, Sha256.of("abc")));
    }

    @Test
    void anotherSizeOrTimeHasItReadAgain() throws IOException {
        FileHashes hashes = hashes(true);
        hashes.of(file);

        write("abcd", MORNING);
        assertThat(hashes.of(file)).isEqualTo(new SourceFile(4, Sha256.of("abcd")));
        write("abce", MORNING.plusNanos(1_000_000));
        assertThat(hashes.of(file)).isEqualTo(new SourceFile(4, Sha256.of("abce")));
        assertThat(hashes(true).of(file)).isEqualTo(new SourceFile(4, Sha256.of("abce")));
    }

    @Test
    void aTimeThatIsYoungIsNotTrusted() throws IOException {
        write("abc", NOON.minusSeconds(1));
        hashes(true).of(file);
        write("xyz", NOON.minusSeconds(1));

        assertThat(hashes(true).of(file)).isEqualTo(new SourceFile(3, Sha256.of("xyz")));
    }

    @Test
    void withoutTrustEveryFileIsReadAndTheAnswerRemembered() throws IOException {
        hashes(true).of(file);
        write("xyz", MORNING);

        assertThat(hashes(false).of(file)).isEqualTo(new SourceFile(3, Sha256.of("xyz")));
        assertThat(hashes(true).of(file)).isEqualTo(new SourceFile(3, Sha256.of("xyz")));
    }

    @Test
    void aDamagedMemoryIsNone() throws IOException {
        hashes(true).of(file);
        Files.writeString(
                memory(),
                "\nnot a line\n" + Sha256.of("x") + "\tmany\tnever\t" + file,
                UTF_8,
                StandardOpenOption.APPEND);

        assertThat(hashes(true).of(file)).isEqualTo(new SourceFile(3, Sha256.of("abc")));
        Files.write(memory(), new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        assertThat(hashes(true).of(file)).isEqualTo(new SourceFile(3, Sha256.of("abc")));
    }

    private FileHashes hashes(boolean trusting) {
        return new FileHashes(memory(), trusting, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private Path memory() {
        return directory.resolve("target/inbox-files.tsv");
    }

    private Path write(String text, Instant modified) throws IOException {
        Path written = Files.writeString(directory.resolve("Binance_BTCUSDT_minute.csv"), text);
        Files.setLastModifiedTime(written, FileTime.from(modified));
        return written;
    }
}
