package dev.caravan.landing;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.caravan.landing.Batch.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlicedPartsTest {
    // what a compressor holds back before bytes are seen
    private static final long HELD_BACK = 128 << 10;

    @TempDir
    Path directory;

    /** Over random numbers of slices, sizes of parts, numbers of rows and lengths of values. */
    @RepeatedTest(40)
    void everyRowIsOnceAndWhereItSaysInAMultipleOfPartsThatAreAboutAsLarge(RepetitionInfo repetition)
            throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        int slices = 2 + random.nextInt(7);
        long partBytes = 1L << random.nextInt(18);
        int rows = random.nextInt(12_000);
        int longest = 1 + random.nextInt(120);
        Compression compression = random.nextBoolean() ? Compression.gzip : Compression.zstd;

        Batch batch = land(new LandingSettings(root(), partBytes, compression, slices), rows, longest, random);

        assertThat(ids(batch)).isEqualTo(LongStream.range(0, rows).boxed().toList());
        assertThat(batch.parts())
                .extracting(Part::name)
                .isEqualTo(LongStream.range(0, batch.parts().size())
                        .mapToObj(number -> String.format("part-%05d", number) + compression.suffix())
                        .toList());
        if (batch.parts().size() >= slices) {
            assertThat(batch.parts().size() % slices).isZero();
            assertEqualRounds(batch, slices);
        } else {
            assertThat(batch.sizeBytes()).isLessThan(slices * (partBytes + HELD_BACK));
        }
        assertThat(directory.resolve("spool")).isEmptyDirectory();
    }

    @Test
    void aSmallBatchStaysOnePart() throws IOException {
        Batch batch = land(new LandingSettings(root(), 16 << 20, Compression.zstd, 4), 5_000, 40, new Random(1));

        assertThat(batch.parts()).hasSize(1);
    }

    @Test
    void aBatchOfOneRowMoreThanARoundKeepsItsNumberOfParts() throws IOException {
        LandingSettings settings = new LandingSettings(root(), 1, Compression.gzip, 4);

        assertThat(land(settings, 4, 20, new Random(1)).parts()).hasSize(4);
        assertThat(land(settings, 5, 20, new Random(1)).parts()).hasSize(4);
        assertThat(land(settings, 7, 20, new Random(1)).parts()).hasSize(4);
    }

    @Test
    void largePartsGrowTogether() throws IOException {
        Batch batch = land(new LandingSettings(root(), 2 << 20, Compression.zstd, 4), 140_000, 120, new Random(3));

        assertThat(batch.parts().size()).isPositive().matches(number -> number % 4 == 0);
        assertEqualRounds(batch, 4);
        assertThat(batch.parts()).allMatch(part -> part.sizeBytes() > 900_000 && part.sizeBytes() < 4 << 20);
    }

    @Test
    void oneSliceKeepsTheOrderOfRowsFromPartToPart() throws IOException {
        Batch batch = land(new LandingSettings(root(), 30_000, Compression.gzip, 1), 6_000, 100, new Random(5));

        List<Long> lines = new ArrayList<>();
        int row = 0;
        for (Part part : batch.parts()) {
            lines.add(part.rows());
            for (CsvRecord record : records(batch, part)) {
                assertThat(record.getField(4)).isEqualTo(String.valueOf(row++));
            }
        }
        assertThat(row).isEqualTo(6_000);
        assertThat(lines).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "32, 32", "64, 64", "128, 64", "96, 48", "74, 37", "2048, 64"})
    void noMorePartsAreOpenThanMemoryBears(int slices, int open) {
        assertThat(PartDealer.openAtOnce(slices)).isEqualTo(open);
    }

    /**
     * Rows that wait at the end are dealt to the last round, so it may be the larger one; within a round all are alike. The
     * last part of an only round is no larger than the others: a batch may end while it has its first rows.
     */
    private static void assertEqualRounds(Batch batch, int slices) {
        for (int first = 0; first < batch.parts().size(); first += slices) {
            List<Long> sizes =
                    batch.parts().subList(first, first + slices - (batch.parts().size() == slices ? 1 : 0)).stream()
                            .map(Part::sizeBytes)
                            .collect(toList());
            long largest = sizes.stream().mapToLong(size -> size).max().orElseThrow();
            long smallest = sizes.stream().mapToLong(size -> size).min().orElseThrow();
            assertThat(largest).as("%s", sizes).isLessThanOrEqualTo(smallest + smallest / 2 + 2_000);
        }
    }

    /** Of all rows, sorted; on the way, each row's part and line are held against where it stands. */
    private List<Long> ids(Batch batch) throws IOException {
        List<Long> ids = new ArrayList<>();
        for (int number = 0; number < batch.parts().size(); number++) {
            Part part = batch.parts().get(number);
            List<CsvRecord> records = records(batch, part);
            assertThat(part.rows()).isEqualTo(records.size());
            for (CsvRecord record : records) {
                // compared here, because an assertion for each of a million fields takes a minute
                if (!record.getField(2).equals(String.valueOf(number))
                        || !record.getField(3).equals(String.valueOf(record.getStartingLineNumber()))) {
                    throw new AssertionError(
                            part.name() + " has on line " + record.getStartingLineNumber() + ": " + record);
                }
                ids.add(Long.valueOf(record.getField(4)));
            }
        }
        return ids.stream().sorted().toList();
    }

    private List<CsvRecord> records(Batch batch, Part part) throws IOException {
        Path file = directory.resolve("landing/" + LandingKeys.batch("coins", batch.id()) + part.name());
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain =
                        part.name().endsWith(".zst") ? new ZstdInputStream(bytes) : new GZIPInputStream(bytes);
                Reader reader = new InputStreamReader(plain, StandardCharsets.UTF_8);
                CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(reader)) {
            return csv.stream().skip(1).toList();
        }
    }

    private Batch land(LandingSettings settings, int rows, int longest, Random random) {
        try (BatchWriter writer = new BatchWriter(
                "coins",
                BatchId.generator(Clock.systemUTC()).get(),
                Clock.systemUTC().instant(),
                List.of("id", "noise"),
                Optional.empty(),
                settings,
                this::put,
                directory.resolve("spool"))) {
            for (int row = 0; row < rows; row++) {
                writer.append(new String[] {String.valueOf(row), noise(random, longest)}, Optional.empty());
                if (row % 1_000 == 0) {
                    assertThat(writer.rows()).isEqualTo(row + 1);
                }
            }
            return writer.commit(new Source("http://127.0.0.1/", Optional.empty()));
        }
    }

    /** Text that no compression makes small, some of it with line breaks, none of it now and then. */
    private static String noise(Random random, int longest) {
        byte[] bytes = new byte[random.nextInt(longest)];
        random.nextBytes(bytes);
        String text = HexFormat.of().formatHex(bytes);
        return Arrays.asList(null, "", text + "\n", text, text, text, text, text)
                .get(random.nextInt(8));
    }

    private void put(String key, Path file) {
        try {
            Path there = directory.resolve("landing").resolve(key);
            Files.createDirectories(there.getParent());
            Files.copy(file, there, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private java.net.URI root() {
        return directory.resolve("landing").toUri();
    }
}
