package dev.caravan.camel;

import static dev.caravan.camel.FakeCoinlore.brokenOff;
import static dev.caravan.camel.FakeCoinlore.ok;
import static dev.caravan.camel.FakeCoinlore.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.landing.Batch;
import dev.caravan.pipeline.Extraction.Extracted;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that {@code history.urls} names are landed like those of the inbox. */
class HistoryUrlsTest {
    private static final String HEADER = "Unix,Date,Symbol,Open,High,Low,Close,Volume BTC,Volume USDT,tradecount\n";
    private static final String MINUTE = HEADER + "1640822280000,2021-12-29 23:58:00,BTCUSDT,1,2,0.5,1.5,10,15,7\n";

    @TempDir
    Path scratch;

    private FakeCoinlore server;

    @BeforeEach
    void listen() throws IOException {
        server = new FakeCoinlore();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aFileIsFetchedAndLandedUnderItsUrl() throws IOException {
        server.on("/cdd/", MINUTE);
        String url = server.url() + "/cdd/Binance_BTCUSDT_minute.csv";

        Extracted extracted = poll(url);

        assertThat(extracted.warnings()).isEmpty();
        Batch batch = extracted.batches().get(0);
        assertThat(batch.source().uri()).isEqualTo(url);
        assertThat(ShippedRoutes.landed(scratch, batch))
                .containsExactly(List.of(
                        "spot",
                        "minute",
                        "1640822280000",
                        "2021-12-29 23:58:00",
                        "BTCUSDT",
                        "1",
                        "2",
                        "0.5",
                        "1.5",
                        "10",
                        "15",
                        "7",
                        ""));
        assertThat(Path.of("target/caravan/downloads")).isEmptyDirectory();
    }

    @Test
    void anUnchangedFileIsNotLandedTwice() throws IOException {
        server.on("/cdd/", MINUTE);
        Files.createDirectories(scratch.resolve("inbox"));
        Files.writeString(scratch.resolve("inbox/Binance_BTCUSDT_minute.csv"), MINUTE);

        try (ShippedRoutes routes = new ShippedRoutes(
                scratch, server.url(), Map.of("history.urls", server.url() + "/cdd/Binance_BTCUSDT_minute.csv"))) {
            assertThat(routes.poll("history").batches()).hasSize(1);
            assertThat(routes.poll("history").batches()).isEmpty();
        }
    }

    @Test
    void aUrlThatFailsIsAWarningAndTheOthersGoOn() {
        server.on("/gone/", status(404, "")).on("/cdd/", MINUTE);
        String gone = server.url() + "/gone/Binance_ETHUSDT_d.csv";

        Extracted extracted = poll(gone + " , " + server.url() + "/cdd/Binance_BTCUSDT_minute.csv");

        assertThat(extracted.batches()).hasSize(1);
        assertThat(extracted.warnings())
                .containsExactly(Problem.at(
                        gone,
                        "cannot be fetched: the server answers 404",
                        "The other files go on; the next poll asks for it again."));
    }

    @Test
    void aDownloadThatBreaksOffIsTriedAgain() {
        server.on("/cdd/", brokenOff(MINUTE), status(503, ""), ok(MINUTE));

        Extracted extracted = poll(server.url() + "/cdd/BTCUSDT_Binance_futures_data_minute.csv");

        assertThat(extracted.warnings()).isEmpty();
        assertThat(ShippedRoutes.landed(scratch, extracted.batches().get(0)))
                .extracting(row -> row.get(0))
                .containsExactly("futures");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aNameThatSaysNothingIsNotEvenFetched() {
        server.on("/", MINUTE);
        String url = server.url() + "/prices.csv";

        Extracted extracted = poll(url);

        assertThat(extracted.warnings())
                .containsExactly(Problem.at(
                        url,
                        "is left where it is: its name is not known",
                        "Name it as CryptoDataDownload does, such as Binance_BTCUSDT_minute.csv, Binance_BTCUSDT_1h.csv or"
                                + " BTCUSDT_Binance_futures_data_minute.csv."));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aRuinedFileIsRefusedByItsUrl() {
        server.on("/", HEADER + "1.63875E+12,06-12-21,BTCUSDT,1,2,0.5,1.5,10,15,7\n");
        String url = server.url() + "/Binance_BTCUSDT_1h.csv";

        Extracted extracted = poll(url);

        assertThat(extracted.batches()).isEmpty();
        assertThat(extracted.warnings().get(0))
                .hasToString(
                        url
                                + """
                                :2: unix is "1.63875E+12": a spreadsheet has rounded the time away
                                    Nothing of the file is landed. Download it again and do not save it from a spreadsheet.""");
    }

    private Extracted poll(String urls) {
        return ShippedRoutes.poll(
                "history", scratch, server.url(), Map.of("history.urls", urls, "coinlore.retries", "3"));
    }
}
