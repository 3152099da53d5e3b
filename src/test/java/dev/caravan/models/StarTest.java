package dev.caravan.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the star makes of batches, in whichever order they come. */
class StarTest {
    private static final String CANDLES =
            "select symbol, opened_at, close, trade_count, batch_id, line from star.fct_ohlcv order by 1, 2";

    @TempDir
    static Path shared;

    private static Path template;

    @TempDir
    Path directory;

    private TestedStar star;

    @BeforeAll
    static void migrate() {
        template = TestedStar.migrate(shared.resolve("template.duckdb"));
    }

    @BeforeEach
    void open() throws IOException {
        star = new TestedStar(template, directory.resolve("warehouse.duckdb"));
    }

    @AfterEach
    void close() {
        star.close();
    }

    @Test
    void bothWaysOfWritingAPairAreOneCandle() {
        star.load("history", "b1", history("BTC/USDT | 1601276400 | 1 | 5", "BTCUSDT | 1601276400000 | 2 | 6"))
                .build();

        assertThat(star.rows(CANDLES)).containsExactly("BTCUSDT | 2020-09-28T07:00:00 | 2.000000000000 | 6 | b1 | 3");
    }

    @Test
    void aCandleWithATradeCountCountsBeforeALaterOneWithout() {
        star.load("history", "b1", history("BTCUSDT | 1601276400 | 1 | 5")).build();
        star.load("history", "b2", history("BTCUSDT | 1601276400 | 2 | NULL")).build();

        assertThat(star.rows(CANDLES)).containsExactly("BTCUSDT | 2020-09-28T07:00:00 | 1.000000000000 | 5 | b1 | 2");
    }

    @Test
    void ofTwoCandlesWithATradeCountTheLaterBatchCounts() {
        star.load("history", "b1", history("BTCUSDT | 1601276400 | 1 | 9")).build();
        star.load("history", "b2", history("BTCUSDT | 1601276400 | 2 | 5")).build();

        assertThat(star.rows(CANDLES)).containsExactly("BTCUSDT | 2020-09-28T07:00:00 | 2.000000000000 | 5 | b2 | 2");
    }

    @Test
    void theOrderInWhichHistoryIsLoadedDoesNotMatter() throws IOException {
        Map<String, String> files = Map.of(
                "b1",
                        history(
                                "BTCUSDT | 1601276400 | 1 | 9",
                                "BTCUSDT | 1601276460 | 1 | NULL",
                                "BTCUSDT | 1601276520 | 1 | NULL"),
                "b2",
                        history(
                                "BTCUSDT | 1601276400 | 2 | NULL",
                                "BTCUSDT | 1601276460 | 2 | NULL",
                                "BTCUSDT | 1601362920 | 2 | 2"),
                "b3",
                        history(
                                "BTCUSDT | 1601276460 | 3 | NULL",
                                "BTCUSDT | 1601276520 | 3 | 3",
                                "BTC/USDT | 1601276520 | 4 | 2"));
        List<String> expected = List.of(
                "BTCUSDT | 2020-09-28T07:00:00 | 1.000000000000 | 9 | b1 | 2",
                "BTCUSDT | 2020-09-28T07:01:00 | 3.000000000000 | null | b3 | 2",
                "BTCUSDT | 2020-09-28T07:02:00 | 3.000000000000 | 3 | b3 | 3",
                "BTCUSDT | 2020-09-29T07:02:00 | 2.000000000000 | 2 | b2 | 4");

        for (String order : List.of("b1 b2 b3", "b1 b3 b2", "b2 b1 b3", "b2 b3 b1", "b3 b1 b2", "b3 b2 b1")) {
            try (TestedStar other = new TestedStar(template, directory.resolve(order.replace(" ", "") + ".duckdb"))) {
                List.of(order.split(" ")).forEach(batch -> other.load("history", batch, files.get(batch))
                        .build());

                assertThat(other.rows(CANDLES)).as(order).isEqualTo(expected);
                assertThat(other.rows(
                                "select opened_date, close, trade_count, minutes from marts.ohlcv_daily order by 1"))
                        .as(order)
                        .containsExactly("2020-09-28 | 3.000000000000 | 12 | 3", "2020-09-29 | 2.000000000000 | 2 | 1");
            }
        }
    }

    @Test
    void aLateBatchMovesTheFirstSightOfACoinAndNothingElse() {
        star.load("coins", "b2", coins("1 | BTC | Bitcoin | 1")).build();
        star.load("coins", "b3", coins("1 | BTC | Bitcoin new | 2")).build();
        star.load("coins", "b1", coins("1 | BTC | Bitcoin old | 3", "2 | ETH | Ether | 2"))
                .build();

        assertThat(
                        star.rows(
                                "select coin_id, name, rank, first_seen_at, last_seen_at, batch_id from star.dim_coin order by 1"))
                .containsExactly(
                        "1 | Bitcoin new | 2 | 2026-01-01T07:00:00 | 2026-01-03T07:00:00 | b3",
                        "2 | Ether | 2 | 2026-01-01T07:00:00 | 2026-01-01T07:00:00 | b1");
        assertThat(star.rows("select batch_id, count(*) from star.fct_coin_snapshots group by 1 order by 1"))
                .containsExactly("b1 | 2", "b2 | 1", "b3 | 1");
    }

    @Test
    void aBridgeSaysWhichCoinOfASymbolAndWhy() {
        star.load(
                        "coins",
                        "b1",
                        coins(
                                "1 | abc | Alpha | 9",
                                "2 | ABC | Beta | 3",
                                "3 | ETH | Ether | 2",
                                "4 | OLD | Gone | 5",
                                "5 | OLD | Here | 8"))
                .build();
        star.load(
                        "coins",
                        "b2",
                        coins("1 | abc | Alpha | 9", "2 | ABC | Beta | 3", "3 | ETH | Ether | 2", "5 | OLD | Here | 8"))
                .load(
                        "history",
                        "b3",
                        history(
                                "ABCBUSD | 1601276400 | 1 | 1",
                                "ETH/BTC | 1601276400 | 1 | 1",
                                "XYZUSDT | 1601276400 | 1 | 1"))
                .build();

        assertThat(
                        star.rows(
                                "select symbol, kind, quote, coin_id, is_primary, reason from star.bridge_coin order by 1, 2, 4"))
                .containsExactly(
                        "ABC | coin | null | 1 | false | rank 9 is worse than 3 of coin 2",
                        "ABC | coin | null | 2 | true | rank 3 is better than 9 of coin 1",
                        "ABCBUSD | pair | BUSD | 1 | false | rank 9 is worse than 3 of coin 2",
                        "ABCBUSD | pair | BUSD | 2 | true | rank 3 is better than 9 of coin 1",
                        "ETH | coin | null | 3 | true | the only coin of the symbol",
                        "ETHBTC | pair | BTC | 3 | true | the only coin of the symbol",
                        "OLD | coin | null | 4 | false | not in the newest poll, coin 5 is",
                        "OLD | coin | null | 5 | true | in the newest poll, coin 4 is not");
    }

    @Test
    void aRankMayBeHeldByTwoCoins() {
        star.load(
                        "coins",
                        "b1",
                        coins(
                                "7 | ABC | Alpha | 4",
                                "3 | ABC | Beta | 4",
                                "5 | DEF | Gamma | null",
                                "6 | DEF | Delta | null"))
                .build();

        assertThat(star.rows("select coin_id, rank from star.dim_coin order by 1"))
                .containsExactly("3 | 4", "5 | null", "6 | null", "7 | 4");
        assertThat(star.rows("select coin_id, is_primary, reason from star.bridge_coin order by 1"))
                .containsExactly(
                        "3 | true | same rank as, and smaller id than, coin 7",
                        "5 | true | same rank as, and smaller id than, coin 6",
                        "6 | false | same rank as, and greater id than, coin 5",
                        "7 | false | same rank as, and greater id than, coin 3");
    }

    @Test
    void anExchangeIsToldByBothGenerationsOfTheAnswer() {
        star.load(
                "exchanges",
                "b1",
                """
                id | name    | url            | country | date_live  | volume_usd
                1  | Binance | https://one    | null    | 2017-07-00 | 10
                2  | Gone    | https://two    | UK      | 2010-00-00 | 5
                """);
        star.load(
                "exchanges",
                "b2",
                """
                id | name     | url           | country | date_live | volume_usd
                1  | Binance+ | null          | Japan   | null      | 20
                """);
        star.load(
                        "exchange_details",
                        "b3",
                        """
                        id | name     | date_live  | url
                        1  | Binance+ | 2017-07-14 | https://details
                        """)
                .build();

        assertThat(
                        star.rows(
                                "select exchange_id, name, url, country, date_live, volume_usd_24h, first_seen_at, batch_id, details_batch_id from star.dim_exchange order by 1"))
                .containsExactly(
                        "1 | Binance+ | https://details | Japan | 2017-07-14 | 20.00000000000000000000 | 2026-01-01T07:00:00 | b2 | b3",
                        "2 | Gone | https://two | United Kingdom | 2010-01-01 | 5.00000000000000000000 | 2026-01-01T07:00:00 | b1 | null");
    }

    @Test
    void aQuoteFindsItsExchangeByTheTrimmedName() {
        star.load("exchanges", "b1", exchanges("1 | Binance | 10", "2 | Twin | 5", "3 | Twin | 50"));
        star.load(
                        "markets",
                        "b2",
                        markets(
                                "90 | Binance\\n | 100 | 1767250800",
                                "90 | \u200BTwin | 101 | 1767250800",
                                "90 | Nowhere | 102 | 1767250800",
                                "90 | Binance | 103 | null"))
                .build();

        assertThat(
                        star.rows(
                                "select exchange_name, exchange_id, price_usd, quoted_at from star.fct_market_quotes order by 1, 3"))
                .containsExactly(
                        "Binance | 1 | 100.00000000000000000000 | 2026-01-01T07:00:00",
                        "Binance | 1 | 103.00000000000000000000 | 2026-01-02T07:00:00",
                        "Nowhere | null | 102.00000000000000000000 | 2026-01-01T07:00:00",
                        "Twin | 3 | 101.00000000000000000000 | 2026-01-01T07:00:00");
    }

    @Test
    void batchesOneByOneGiveWhatAFullRefreshGives() {
        buildBatchesOneByOne();
        List<String> oneByOne = star.everything();

        star.fullRefresh();

        assertThat(oneByOne).hasSizeGreaterThan(20).isEqualTo(star.everything());
    }

    @Test
    void aBackfillMendsWhatCameOfItsBatch() {
        buildBatchesOneByOne();
        List<String> whole = star.everything();

        for (String batch : List.of("b03", "b04", "b06", "b08")) {
            star.damage(
                    "delete from star.fct_coin_snapshots where batch_id = '" + batch + "'",
                    "update star.fct_market_quotes set price_usd = -1 where batch_id = '" + batch + "'",
                    "delete from star.fct_ohlcv where batch_id = '" + batch + "'",
                    "update marts.ohlcv_hourly set low = -1 where batch_id = '" + batch + "'",
                    "update marts.ohlcv_daily set high = -1 where batch_id = '" + batch + "'",
                    "update star.dim_coin set name = 'wrong', first_seen_at = last_seen_at",
                    "delete from star.dim_series");

            assertThat(star.everything()).as(batch).isNotEqualTo(whole);
            assertThat(star.backfill(batch).everything()).as(batch).isEqualTo(whole);
        }
    }

    @Test
    void aBackfillOfWhatIsWholeChangesNothing() {
        buildBatchesOneByOne();
        List<String> whole = star.everything();

        assertThat(star.backfill("b06").backfill("b06").everything()).isEqualTo(whole);
    }

    private void buildBatchesOneByOne() {
        star.load("exchanges", "b01", exchanges("1 | Binance | 10"))
                .load("coins", "b02", coins("1 | BTC | Bitcoin | 1", "2 | ETH | Ether | 2"))
                .load("markets", "b03", markets("1 | Binance | 100 | 1767250800", "1 | Kraken | 101 | 1767250800"))
                .load("history", "b04", history("BTCUSDT | 1767250800 | 1 | 5", "BTCUSDT | 1767250860 | 1 | NULL"))
                .build();
        star.load("coins", "b06", coins("1 | BTC | Bitcoin | 2", "2 | ETH | Ether | 1", "3 | ABC | New | 3"))
                .load("markets", "b07", markets("1 | Binance | 105 | 1767250800", "1 | Binance | 106 | 1767250860"))
                .load("history", "b08", history("BTCUSDT | 1767250860 | 2 | 3", "ETH/USDT | 1767337200 | 4 | 1"))
                .build();
        star.load("coins", "b05", coins("1 | BTC | Bitcoin late | 1"))
                .load("exchanges", "b09", exchanges("1 | Binance | 12", "2 | Kraken | 3"))
                .load("markets", "b10", markets("1 | Kraken | 110 | 1767250920"))
                .load("history", "b11", history("BTCUSDT | 1767250800 | 7 | NULL"))
                .build();
    }

    private static String history(String... rows) {
        StringBuilder table = new StringBuilder("symbol | unix | close | tradecount | market | interval_name\n");
        for (String row : rows) {
            table.append(row).append(" | spot | minute\n");
        }
        return table.toString();
    }

    private static String coins(String... rows) {
        return "id | symbol | name | rank\n" + String.join("\n", rows);
    }

    private static String exchanges(String... rows) {
        return "id | name | volume_usd\n" + String.join("\n", rows);
    }

    private static String markets(String... rows) {
        StringBuilder table = new StringBuilder("coin_id | name | price_usd | time | base | quote\n");
        for (String row : rows) {
            table.append(row).append(" | BTC | USDT\n");
        }
        return table.toString();
    }
}
