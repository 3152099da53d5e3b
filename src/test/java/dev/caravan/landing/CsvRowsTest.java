package dev.caravan.landing;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import dev.caravan.landing.Batch.Source;
import dev.caravan.project.CaravanException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Odd files of minutes: rows as they were written, rejects with their reasons, or the whole file refused. */
class CsvRowsTest {
    private static final CsvShape CANDLES = new CsvShape(
            Pattern.compile("(?i)unix( timestamp)?,date,symbol,open,high,low,close,volume [^,]+,volume [^,]+"
                    + "(,trade ?count)?"),
            "unix");
    private static final List<String> COLUMNS = List.of(
            "market",
            "unix",
            "date",
            "symbol",
            "open",
            "high",
            "low",
            "close",
            "volume_base",
            "volume_quote",
            "tradecount");
    private static final String HEADER = "unix,date,symbol,open,high,low,close,Volume BTC,Volume USDT,tradecount\n";
    private static final String ROW = "1640822280000,2021-12-29 23:58:00,BTCUSDT,1,2,0.5,1.5,10,15,7\n";
    private static final String LANDED = "2,spot,1640822280000,2021-12-29 23:58:00,BTCUSDT,1,2,0.5,1.5,10,15,7,";

    @TempDir
    Path scratch;

    @Test
    void readsTwoErasInterleavedAndKeepsBothValuesOfAMinute() throws IOException {
        Landed landed = land(resource("history-overlapping-eras.csv"));

        assertThat(landed.rows())
                .containsExactly(
                        "2,spot,1605855600000,2020-11-20 07:00:00,BTC/USDT,18212.00,18250.10,18100.00,18143.03,120.5,2190000.1,4021,",
                        "3,spot,1605855600.0,2020-11-20 07-AM,BTCUSDT,18212.00,18250.10,18100.00,18212.00,119.9,2180000.0,NULL,",
                        "4,spot,1605852000.0,2020-11-20 06-AM,BTCUSDT,18200.00,18220.00,18190.00,18212.00,80.1,1460000.0,NULL,");
        assertThat(landed.rejects()).isEmpty();
    }

    @Test
    void readsTheOldestEraWhichHasNoTradeCount() throws IOException {
        Landed landed = land(resource("history-no-trade-count.csv"));

        assertThat(landed.rows())
                .containsExactly(
                        "2,spot,1601276400.0,2020-09-28 07-AM,LTCUSDT,46.31,46.50,46.20,46.41,812.5,37700.2,,");
    }

    @Test
    void rejectsLinesThatCannotBeRowsAndLandsTheOthers() throws IOException {
        Landed landed = land(resource("history-short-and-long-rows.csv"));

        assertThat(landed.rows()).containsExactly(LANDED);
        assertThat(landed.rejects())
                .containsExactly(
                        "{\"reason\":\"9 values under 10 columns\",\"line\":3,\"record\":\"1640822279999,2021-12-29 23:57:59,BTCUSDT,1,2,0.5,1.5,10,15\"}",
                        "{\"reason\":\"3 values under 10 columns\",\"line\":4,\"record\":\"1640822220000,2021-12-29 23:57:00,BTCUSDT\"}",
                        "{\"reason\":\"12 values under 10 columns\",\"line\":5,\"record\":\"1640822160000,2021-12-29 23:56:00,BTCUSDT,1,2,0.5,1.5,10,15,7,8,9\"}",
                        "{\"reason\":\"the header is repeated here\",\"line\":6,\"record\":\"unix,date,symbol,open,high,low,close,Volume BTC,Volume USDT,tradecount\"}",
                        "{\"reason\":\"unix is \\\"\\\", which is no Unix time\",\"line\":7,\"record\":\",2021-12-29 23:55:00,BTCUSDT,1,2,0.5,1.5,10,15,7\"}");
    }

    @Test
    void passesOverAByteOrderMarkABannerAndCarriageReturns() throws IOException {
        Landed landed =
                land(bytes("\uFEFFhttps://www.CryptoDataDownload.com\r\n" + (HEADER + ROW).replace("\n", "\r\n")));

        assertThat(landed.rows()).containsExactly(LANDED);
        assertThat(landed.rejects()).isEmpty();
    }

    @Test
    void readsAFileWithoutHeader() throws IOException {
        assertThat(land(bytes(ROW)).rows()).containsExactly(LANDED);
    }

    @Test
    void readsACompressedFileWhateverItIsCalled() throws IOException {
        assertThat(land(gzip(bytes(HEADER + ROW))).rows()).containsExactly(LANDED);
    }

    @Test
    void refusesACompressedFileThatWasCutOff() throws IOException {
        byte[] whole = gzip(bytes(HEADER + ROW.repeat(5_000)));

        assertRefused(
                Arrays.copyOf(whole, whole.length - 20),
                ": cannot be read: Unexpected end of ZLIB input stream\n"
                        + "    Nothing of the file is landed. Download it again.");
    }

    @Test
    void refusesAFileThatASpreadsheetSaved() throws IOException {
        assertRefused(
                resource("history-saved-from-a-spreadsheet.csv"),
                ":2: unix is \"1.63875E+12\": a spreadsheet has rounded the time away\n"
                        + "    Nothing of the file is landed. Download it again and do not save it from a spreadsheet.");
    }

    @Test
    void refusesAHeaderThatIsMistyped() {
        assertRefused(
                bytes("sv" + HEADER + ROW),
                ":1: is neither a known header nor a row:"
                        + " \"svunix,date,symbol,open,high,low,close,Volume BTC,Volume USDT,tradecount\"\n"
                        + "    Nothing of the file is landed. A header is like " + CANDLES.header() + ".");
    }

    @Test
    void refusesUtf16() {
        assertRefused(
                ("\uFEFF" + HEADER + ROW).getBytes(UTF_16LE),
                ": is no UTF-8 text\n    Nothing of the file is landed. Download it again.");
    }

    @Test
    void refusesUtf16WithoutAByteOrderMark() {
        assertRefused(
                (HEADER + ROW).getBytes(UTF_16LE),
                ": is no UTF-8 text\n    Nothing of the file is landed. Download it again.");
    }

    @Test
    void refusesBinaryGarbage() {
        assertRefused(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, (byte) 0xff},
                ": is no UTF-8 text\n    Nothing of the file is landed. Download it again.");
    }

    @Test
    void refusesBytesThatAreNoTextInMidFileInsteadOfReplacingThem() {
        byte[] file = bytes(HEADER + ROW.replace("BTCUSDT", "BTC?USDT"));
        file[new String(file, UTF_8).indexOf('?')] = (byte) 0xe9;

        assertRefused(file, ": is no UTF-8 text\n    Nothing of the file is landed. Download it again.");
    }

    @Test
    void refusesAFileOfNothing() {
        assertRefused(new byte[0], ": has no rows\n    Download it again, or take it away.");
        assertRefused(bytes(HEADER), ": has no rows\n    Download it again, or take it away.");
    }

    private void assertRefused(byte[] content, String message) {
        assertThatThrownBy(() -> land(content))
                .isInstanceOf(CaravanException.class)
                .hasMessage(scratch.resolve("file.csv") + message);
    }

    private Landed land(byte[] content) throws IOException {
        Path file = Files.write(scratch.resolve("file.csv"), content);
        URI root = URI.create(scratch.resolve("landing").toUri() + "/").normalize();
        try (BatchWriter writer = new BatchWriter(
                "history",
                BatchId.generator(Clock.systemUTC()).get(),
                Instant.EPOCH,
                COLUMNS,
                Optional.empty(),
                new LandingSettings(root, 1 << 20, Compression.zstd, 1),
                this::put,
                scratch.resolve("spool"))) {
            CsvRows.append(file, file.toString(), CANDLES, Map.of("market", "spot"), writer);
            Batch batch = writer.commit(new Source(file.toUri().toString(), Optional.empty()));
            return new Landed(rows(batch), rejects(batch));
        }
    }

    /** Rows from their line on; what stands before it differs from batch to batch. */
    private List<String> rows(Batch batch) throws IOException {
        Path part = scratch.resolve("landing/" + LandingKeys.batch("history", batch.id())
                + batch.parts().get(0).name());
        try (InputStream in = new ZstdInputStream(Files.newInputStream(part))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.substring(line.indexOf("Z,0,") + 4))
                    .toList();
        }
    }

    private List<String> rejects(Batch batch) throws IOException {
        if (batch.rowsRejected() == 0) {
            return List.of();
        }
        Path file = scratch.resolve("landing/" + LandingKeys.rejects("history", batch.id()));
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private void put(String key, Path file) {
        try {
            Path target = scratch.resolve("landing").resolve(key);
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = CsvRowsTest.class.getResourceAsStream("/landing/" + name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private record Landed(List<String> rows, List<String> rejects) {}
}
