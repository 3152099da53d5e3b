package dev.caravan.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** One record of a part, found by the line on which it begins. */
class PartLineTest {
    private static final String PART =
            """
            id,name,url
            1,"Kraken
            Pro, ""the one\""",
            2,"",https://b.example
            3,ñ,x
            """;

    @Test
    void aRecordMayGoOverSeveralLines() throws IOException {
        assertThat(find(2))
                .contains(new PartLine(
                        2, List.of(Optional.of("1"), Optional.of("Kraken\nPro, \"the one\""), Optional.empty())));
        assertThat(find(3)).isEmpty();
        assertThat(find(5)).contains(new PartLine(5, List.of(Optional.of("3"), Optional.of("ñ"), Optional.of("x"))));
    }

    @Test
    void theEmptyTextIsAValueAndAnEmptyFieldIsNone() throws IOException {
        assertThat(find(4))
                .contains(
                        new PartLine(4, List.of(Optional.of("2"), Optional.of(""), Optional.of("https://b.example"))));
    }

    @Test
    void theHeaderIsLineOneAndNothingIsBehindTheEnd() throws IOException {
        assertThat(find(1))
                .contains(new PartLine(1, List.of(Optional.of("id"), Optional.of("name"), Optional.of("url"))));
        assertThat(find(6)).isEmpty();
        assertThat(find(0)).isEmpty();
    }

    @Test
    void everyCompressionIsRead() throws IOException {
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
            gzip.write(PART.getBytes(UTF_8));
        }
        byte[] compressed = Zstd.compress(PART.getBytes(UTF_8));

        assertThat(PartLine.find(new ByteArrayInputStream(gzipped.toByteArray()), "part-00000.csv.gz", 5))
                .isPresent();
        assertThat(PartLine.find(new ByteArrayInputStream(compressed), "part-00000.csv.zst", 5))
                .isPresent();
        assertThatThrownBy(() -> PartLine.find(new ByteArrayInputStream(PART.getBytes(UTF_8)), "part-00000.csv.gz", 5))
                .isInstanceOf(IOException.class);
    }

    private static Optional<PartLine> find(long line) throws IOException {
        return PartLine.find(new ByteArrayInputStream(PART.getBytes(UTF_8)), "part.csv", line);
    }
}
