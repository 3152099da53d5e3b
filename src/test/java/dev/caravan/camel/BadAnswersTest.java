package dev.caravan.camel;

import static dev.caravan.camel.FakeCoinlore.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.pipeline.Extraction.Extracted;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shipped routes make of answers that are not as documented: a clear failure, a reject, or the value as it came. */
class BadAnswersTest {
    private static final String NEXT = "\n    Nothing of this poll is committed; the next one asks again.";

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
    void aPageOfHtmlIsShownByItsBeginning() {
        server.on("/", status(200, "<html>\n<body>maintenance</body>", "Content-Type", "text/html"));

        assertThatThrownBy(() -> poll("global"))
                .isInstanceOf(CaravanException.class)
                .hasMessage(
                        "global, " + server.url() + "/api/global/: the answer is no complete JSON: Unexpected character"
                                + " ('<' (code 60)): expected a valid value (JSON String, Number, Array, Object or token 'null',"
                                + " 'true' or 'false'); it is text/html and begins with \"<html> <body>maintenance</body>\""
                                + NEXT);
        assertNothingIsCommitted("global");
    }

    @Test
    void truncatedJsonFailsThePollEvenBehindItsRecords() {
        server.on("/", "{\"data\":[{\"id\":\"90\"}],\"info\":{\"coins_num\":");

        assertThatThrownBy(() -> poll("coins"))
                .hasMessageStartingWith("coins, " + server.url()
                        + "/api/tickers/?start=0&limit=100: the answer is no complete JSON: Unexpected end-of-input")
                .hasMessageEndingWith(NEXT);
        assertNothingIsCommitted("coins");
    }

    @Test
    void anEmptyFirstPageFailsThePoll() {
        server.on("/", "{\"data\":[],\"info\":{\"coins_num\":0}}");

        assertThatThrownBy(() -> poll("coins"))
                .hasMessage("coins, " + server.url()
                        + "/api/tickers/?start=0&limit=100: the answer has no records; it is no"
                        + " content type and begins with \"{\"data\":[],\"info\":{\"coins_num\":0}}\"" + NEXT);
        assertNothingIsCommitted("coins");
    }

    @Test
    void anEmptyLaterPageEndsThePollWithAWarning() {
        server.on(
                "/",
                "{\"data\":[{\"id\":\"90\"},{\"id\":\"80\"}],\"info\":{\"coins_num\":300}}",
                "{\"data\":[],\"info\":{\"coins_num\":300}}");

        Extracted extracted = poll("coins");

        assertThat(extracted.batches().get(0).rowsLanded()).isEqualTo(2);
        assertThat(extracted.warnings())
                .containsExactly(Problem.at(
                        "coins",
                        "coins_num said 300, 2 came",
                        "The batch is committed with what came; the next poll asks for all again."));
        assertThat(server.uris()).containsExactly("/api/tickers/?start=0&limit=100", "/api/tickers/?start=2&limit=100");
    }

    @Test
    void aLaterAnswerThatIsNoPageFailsThePoll() {
        server.on(
                "/",
                "{\"data\":[{\"id\":\"90\"},{\"id\":\"80\"}],\"info\":{\"coins_num\":300}}",
                "{\"error\":\"try again later\"}");

        assertThatThrownBy(() -> poll("coins"))
                .hasMessage("coins, " + server.url() + "/api/tickers/?start=2&limit=100: the answer has no number at"
                        + " \"/info/coins_num\"; it is no content type and begins with \"{\"error\":\"try again later\"}\""
                        + NEXT);
        assertNothingIsCommitted("coins");
    }

    @Test
    void aCountThatShrinksWhilePagingEndsThePoll() {
        server.on(
                "/",
                "{\"data\":[{\"id\":\"90\"},{\"id\":\"80\"}],\"info\":{\"coins_num\":\"5\"}}",
                "{\"data\":[{\"id\":\"58\"}],\"info\":{\"coins_num\":3}}");

        Extracted extracted = poll("coins");

        assertThat(extracted.batches().get(0).rowsLanded()).isEqualTo(3);
        assertThat(extracted.warnings()).isEmpty();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aMissingCountFailsThePoll() {
        server.on("/", "{\"data\":[{\"id\":\"90\"}]}");

        assertThatThrownBy(() -> poll("coins"))
                .hasMessage("coins, " + server.url() + "/api/tickers/?start=0&limit=100: the answer has no number at"
                        + " \"/info/coins_num\"; it is no content type and begins with \"{\"data\":[{\"id\":\"90\"}]}\""
                        + NEXT);
        assertNothingIsCommitted("coins");
    }

    @Test
    void aFieldThatIsMissingIsEmptyAndOneThatIsNewIsKept() {
        server.on("/", "{\"data\":[{\"id\":\"90\",\"halal\":true}],\"info\":{\"coins_num\":1}}");

        Extracted extracted = poll("coins");

        assertThat(landed(extracted))
                .containsExactly(
                        List.of("90", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "{\"halal\":true}"));
        assertThat(extracted.warnings())
                .containsExactly(
                        Problem.at(
                                "coins",
                                "the source gives a field that has no column: \"halal\", such as true; kept in"
                                        + " unknown_fields",
                                """
                        Copy target/caravan/drift/coins.sql to migrations/raw/, which also fills rows that are loaded, \
                        and name it in the route's columns:
                        --changeset you:add-coins-halal
                        alter table "raw".coins add column "halal" varchar(4096);
                        --rollback alter table "raw".coins drop column "halal";"""));
    }

    @Test
    void aRecordWithoutItsKeyIsRejectedWithAllThatItHolds() {
        server.on("/", "{\"data\":[{\"symbol\":\"X\",\"new\":1},{\"id\":\"90\"}],\"info\":{\"coins_num\":2}}");

        Extracted extracted = poll("coins");

        assertThat(ShippedRoutes.rejects(scratch, extracted.batches().get(0)))
                .containsExactly(
                        "{\"reason\":\"it has no \\\"id\\\"\",\"record\":\"{\\\"symbol\\\":\\\"X\\\",\\\"new\\\":1}\"}");
        assertThat(extracted.warnings().get(0))
                .isEqualTo(Problem.at(
                        "coins, " + server.url() + "/api/tickers/?start=0&limit=100",
                        "1 of 2 records rejected",
                        "They lie with their reasons in rejected/coins/ of the landing, under batch "
                                + extracted.batches().get(0).id() + "; the others are landed."));
    }

    @Test
    void anErrorInJsonIsRejectedWithWhatWasAskedFor() {
        server.on("/", "{\"error\":\"try again later\"}");

        Extracted extracted = poll("markets");

        assertThat(extracted.batches().get(0).rowsLanded()).isZero();
        assertThat(ShippedRoutes.rejects(scratch, extracted.batches().get(0)))
                .containsExactly("{\"reason\":\"it has none of the columns\","
                        + "\"record\":\"{\\\"coin_id\\\":\\\"90\\\",\\\"error\\\":\\\"try again later\\\"}\"}");
    }

    @Test
    void everyKindOfNumberIsLandedAsItWasWritten() {
        server.on(
                "/",
                """
                {"data":[{"id":90,"symbol":42,"name":true,"rank":"1","price_usd":5.00E-11,"price_btc":"3.14E-10",\
                "market_cap_usd":"0?","volume24":344187126292427800,"volume24a":"31998671341.006404876708984375",\
                "csupply":"","tsupply":null,"msupply":-1}],"info":{"coins_num":1}}""");

        assertThat(landed(poll("coins")))
                .containsExactly(List.of(
                        "90",
                        "42",
                        "true",
                        "",
                        "1",
                        "5.00E-11",
                        "3.14E-10",
                        "",
                        "",
                        "",
                        "0?",
                        "344187126292427800",
                        "31998671341.006404876708984375",
                        "",
                        "",
                        "-1",
                        ""));
    }

    @Test
    void namesWithAnyCharacterReadBackExactly() {
        server.on(
                "/",
                "{\"data\":[{\"id\":\"1\",\"name\":\"comma, \\\"quote\\\"\\r\\nline\\u200b\",\"symbol\":\"\\ud83d\\ude80\"},"
                        + "{\"id\":\"2\",\"name\":\"Тоken \",\"symbol\":\"$$$\"}],\"info\":{\"coins_num\":2}}");

        assertThat(landed(poll("coins")))
                .extracting(row -> row.subList(0, 3))
                .containsExactly(List.of("1", "🚀", "comma, \"quote\"\r\nline\u200b"), List.of("2", "$$$", "Тоken "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "null", ""})
    void aCoinWithoutMarketsIsNoFailure(String answer) {
        server.on("/", answer);

        Extracted extracted = poll("markets");

        assertThat(extracted.batches().get(0).rowsExtracted()).isZero();
        assertThat(extracted.warnings()).isEmpty();
    }

    @Test
    void excludedCoinsAreNotAskedAndTheOthersByRank() throws java.sql.SQLException {
        server.on("/", "[]");
        Map<String, String> settings = Map.of("markets.top", "2", "markets.excluded-coin-ids", "80");

        try (ShippedRoutes routes = new ShippedRoutes(scratch, server.url(), settings)) {
            routes.warehouse(
                    "insert into raw.coins values ('b', '58', '10'), ('b', '80', '2'), ('b', '2', '3'), ('a', '7', '1')");
            routes.poll("markets");
        }

        assertThat(server.uris()).containsExactly("/api/coin/markets/?id=90", "/api/coin/markets/?id=2");
    }

    /** Ids come from the API, and stand in the addresses of what is asked next. */
    @ParameterizedTest
    @MethodSource("dev.caravan.HostileNames#all")
    void anIdNeverLeadsToAnotherPathOrParameter(String id) throws java.sql.SQLException {
        server.on("/", "[]");

        try (ShippedRoutes routes =
                new ShippedRoutes(scratch, server.url(), Map.of("coinlore.requests-per-second", "1000"))) {
            try (var connection = routes.warehouse().getConnection();
                    var statement = connection.prepareStatement("insert into raw.coins values ('b', ?, '2')")) {
                statement.setString(1, id);
                statement.execute();
            }
            routes.poll("markets");
        }

        assertThat(server.uris())
                .hasSize(2)
                .allSatisfy(uri -> assertThat(uri).startsWith("/api/coin/markets/?id="))
                .allSatisfy(uri -> assertThat(uri.substring("/api/coin/markets/?id=".length()))
                        .doesNotContain("&", "#", "="))
                .last()
                .satisfies(uri -> assertThat(URI.create(uri).getQuery()).isEqualTo("id=" + id));
    }

    @Test
    void bothGenerationsOfExchangesAreRead() {
        server.on(
                "/",
                """
                {"5":{"id":"5","name":"Binance","date_live":"2014-00-00","usdt":1,"udate":"NA","volume_usd_adj":0},
                "6":{"id":"6","name":"Kraken\\r\\n","name_id":"kraken","volume_usd":0,"active_pairs":3,"url":"","country":"US"}}""");

        assertThat(landed(poll("exchanges")))
                .containsExactly(
                        List.of("5", "Binance", "", "", "", "", "", "2014-00-00", "", "1", "", "", "NA", "0", ""),
                        List.of("6", "Kraken\r\n", "kraken", "0", "3", "", "US", "", "", "", "", "", "", "", ""));
    }

    @Test
    void detailsAreAskedWhereUnknownOrTooOldAndAnAnswerWithoutThemIsRejected() throws java.sql.SQLException {
        server.on("/api/exchange/", "{}", "{\"0\":{\"name\":\"Kraken\",\"date_live\":null,\"url\":\"\"},\"pairs\":[]}");
        Map<String, String> settings = Map.of("exchanges.details-max-age", "30d");

        Extracted extracted;
        try (ShippedRoutes routes = new ShippedRoutes(scratch, server.url(), settings)) {
            routes.warehouse(
                    "insert into raw.exchanges values ('b', '6'), ('b', '7')",
                    "insert into raw.exchange_details values ('6', now()::timestamp - interval 31 day),"
                            + " ('7', now()::timestamp - interval 29 day)");
            extracted = routes.poll("exchange_details");
        }

        assertThat(server.uris()).containsExactlyInAnyOrder("/api/exchange/?id=5", "/api/exchange/?id=6");
        assertThat(landed(extracted)).hasSize(1);
        assertThat(ShippedRoutes.rejects(scratch, extracted.batches().get(0)))
                .singleElement()
                .asString()
                .startsWith("{\"reason\":\"the answer has no record\",\"record\":\"exchange_details, " + server.url());
    }

    private Extracted poll(String dataset) {
        return ShippedRoutes.poll(dataset, scratch, server.url(), Map.of());
    }

    private List<List<String>> landed(Extracted extracted) {
        return ShippedRoutes.landed(scratch, extracted.batches().get(0));
    }

    private void assertNothingIsCommitted(String dataset) {
        try (ShippedRoutes routes = new ShippedRoutes(scratch, server.url(), Map.of())) {
            assertThat(routes.committed(dataset)).isEmpty();
        }
    }
}
