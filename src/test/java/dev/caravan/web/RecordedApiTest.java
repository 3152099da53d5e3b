package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.project.CaravanException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedApiTest {
    private static final Path RECORDED = Path.of("environments/demo/recorded");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private RecordedApi api;

    @BeforeAll
    void start() {
        api = RecordedApi.start(RECORDED, 0);
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void pagingToTheEndGivesEveryCoinOnce() throws Exception {
        Set<String> ids = new HashSet<>();
        Set<Long> times = new HashSet<>();
        int read = 0;
        int start = 0;

        JsonNode page = node("/api/tickers/?start=0&limit=100");
        while (!page.path("data").isEmpty()) {
            page.path("data").forEach(coin -> ids.add(coin.path("id").textValue()));
            times.add(page.path("info").path("time").longValue());
            read += page.path("data").size();
            start += 100;
            page = node("/api/tickers/?start=" + start + "&limit=100");
        }

        assertThat(page.path("info").path("coins_num").intValue()).isEqualTo(7001);
        assertThat(ids).hasSize(7001);
        assertThat(read).isEqualTo(7001);
        assertThat(times).hasSize(71);
    }

    @Test
    void aPageHoldsAtMostAHundredCoins() throws Exception {
        assertThat(node("/api/tickers/").path("data")).hasSize(100);
        assertThat(node("/api/tickers/?start=100&limit=5000").path("data")).hasSize(100);
        assertThat(node("/api/tickers/?start=6990&limit=5").path("data")).hasSize(5);
    }

    @Test
    void coinsComeInTheOrderOfTheIdsAskedFor() throws Exception {
        JsonNode coins = node("/api/ticker/?id=80,90,nobody");

        assertThat(coins.findValuesAsText("symbol")).containsExactly("ETH", "BTC");
        assertThat(get("/api/ticker/?id=nobody").body()).isEqualTo("[]");
    }

    @Test
    void numbersKeepTheDigitsTheyWereRecordedWith() throws Exception {
        assertThat(get("/api/ticker/?id=80").body()).contains("\"volume24\":13891602895.841246,");
        assertThat(get("/api/global/").body()).contains("\"volume_ath\":344187126292427800,");
        assertThat(get("/api/tickers/?start=1386&limit=1").body())
                .contains("\"market_cap_usd\":\"0?\"")
                .contains("\"price_btc\":\"0.014574\"");
    }

    @Test
    void exchangesAreOneObjectKeyedById() throws Exception {
        JsonNode exchanges = node("/api/exchanges/");

        assertThat(exchanges).hasSize(400);
        exchanges.properties().forEach(entry -> assertThat(
                        entry.getValue().path("id").textValue())
                .isEqualTo(entry.getKey()));
        assertThat(exchanges.path("606").path("name").textValue()).isEqualTo("Thore Exchange\r\n");
    }

    @Test
    void anExchangeSaysSinceWhenItIsLive() throws Exception {
        assertThat(node("/api/exchange/?id=5").path("0").path("date_live").textValue())
                .isEqualTo("2014-01-01");
        assertThat(node("/api/exchange/?id=56").path("0").path("date_live").textValue())
                .isEqualTo("2011-00-00");
        assertThat(node("/api/exchange/?id=562").path("0").path("date_live").isNull())
                .isTrue();
        assertThat(get("/api/exchange/?id=nobody").body()).isEqualTo("{}");
    }

    @Test
    void theTwentyFiveLargestCoinsHaveMarkets() throws Exception {
        int quotes = 0;
        for (JsonNode coin : node("/api/tickers/?limit=25").path("data")) {
            JsonNode markets = node("/api/coin/markets/?id=" + coin.path("id").textValue());
            assertThat(markets.size()).isBetween(1, 50);
            quotes += markets.size();
        }

        assertThat(quotes).isEqualTo(1011);
        assertThat(get("/api/coin/markets/?id=45577").body()).isEqualTo("[]");
    }

    @Test
    void unknownPathsAreNotFound() throws Exception {
        assertThat(get("/api/nothing/").statusCode()).isEqualTo(404);
        assertThat(get("/api/tickers").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void aDirectoryWithoutRecordingsIsRefusedAtOnce(@TempDir Path empty) throws Exception {
        for (String name : new String[] {"coins", "exchanges", "exchange-details", "markets", "recording"}) {
            Files.writeString(empty.resolve(name + ".json"), "{\"time\":1}");
        }

        assertThatThrownBy(() -> RecordedApi.start(empty, 0))
                .isInstanceOf(CaravanException.class)
                .hasMessage(empty.resolve("global.json")
                        + ": the recording is missing\n"
                        + "    Restore it from version control, or name another directory of recordings.");
    }

    private JsonNode node(String path) throws IOException, InterruptedException {
        return json.readTree(get(path).body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api.url().resolve(path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
