package dev.caravan.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What staging makes of raw texts. */
class StagingTest {
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
    void coinloresWordsForUnknownAreNull() {
        star.load(
                        "coins",
                        "b1",
                        """
                        id | market_cap_usd | csupply | msupply | percent_change_24h
                        1  | 0?             | 0?      | -1      | -1
                        2  | null           |  ∅      | 21000000 | 0.5
                        3  | 12.5           | 0       | null    | 0?
                        """
                                .replace("∅", ""))
                .build();

        assertThat(
                        star.rows(
                                "select coin_id, market_cap_usd, circulating_supply, max_supply, percent_change_24h from staging.stg_coins order by 1"))
                .containsExactly(
                        "1 | null | null | null | -1.00000000",
                        "2 | null | null | 21000000.000000000000 | 0.50000000",
                        "3 | 12.500000000000 | 0.000000000000 | null | null");
    }

    @Test
    void scientificNumbersAreReadExactly() {
        star.load(
                        "coins",
                        "b1",
                        """
                        id | price_usd | csupply | price_btc
                        1  | 5.00E-11  | 3.38E+14 | 1.0E-19
                        2  | 47019.930000000001 | 999999999999999999 | 1
                        """)
                .build();

        assertThat(star.rows(
                        "select coin_id, price_usd, circulating_supply, price_btc from staging.stg_coins order by 1"))
                .containsExactly(
                        "1 | 0.00000000005000000000 | 338000000000000.000000000000 | 0.000000000000000000100000",
                        "2 | 47019.93000000000100000000 | 999999999999999999.000000000000 | 1.000000000000000000000000");
    }

    @Test
    void lineBreaksAndInvisibleBlanksAreTrimmed() {
        star.load(
                        "coins",
                        "b1",
                        """
                        id | symbol     | name
                        1  | BTC\\n     | \u200BBit\u200Bcoin\u00A0 Cash\\n SV\uFEFF
                        2  | \u200B     | \uD83D\uDE80 Moon
                        """)
                .build();

        assertThat(star.rows("select coin_id, symbol, name from staging.stg_coins order by 1"))
                .containsExactly("1 | BTC | Bitcoin Cash SV", "2 | null | \uD83D\uDE80 Moon");
    }

    @Test
    void aDateMayKnowItsYearAlone() {
        star.load(
                        "exchange_details",
                        "b1",
                        """
                        id | date_live
                        1  | 2014-00-00
                        2  | 2014-07-00
                        3  | 2014-07-09
                        4  | 0000-00-00
                        5  | soon
                        6  | null
                        """)
                .build();

        assertThat(star.rows("select exchange_id, date_live from staging.stg_exchange_details order by 1"))
                .containsExactly(
                        "1 | 2014-01-01", "2 | 2014-07-01", "3 | 2014-07-09", "4 | null", "5 | null", "6 | null");
    }

    @Test
    void unixTimesComeInSecondsOrMilliseconds() {
        star.load(
                        "history",
                        "b1",
                        """
                        market | symbol   | interval_name | unix          | open | tradecount
                        spot   | BTC/USDT | minute        | 1601276400.0  | 1    | NULL
                        spot   | BTCUSDT  | minute        | 1601276460000 | 2.50 | 7
                        spot   | ethUSDT  | hour          | 1601276400    | x    | 8.0
                        """)
                .build();

        assertThat(
                        star.rows(
                                "select symbol, opened_at, \"open\", trade_count from staging.stg_history order by symbol, opened_at"))
                .containsExactly(
                        "BTCUSDT | 2020-09-28T07:00:00 | 1.000000000000 | null",
                        "BTCUSDT | 2020-09-28T07:01:00 | 2.500000000000 | 7",
                        "ETHUSDT | 2020-09-28T07:00:00 | null | 8");
    }

    @Test
    void countriesAreCalledByOneName() {
        star.load(
                        "exchanges",
                        "b1",
                        """
                        id | country    | usdt | auto
                        1  | UK         | 1    | Yes
                        2  | Malta, EU  | 0    | no
                        3  | singapore  | x    | NA
                        """)
                .build();

        assertThat(star.rows(
                        "select exchange_id, country, has_usdt, is_automatic from staging.stg_exchanges order by 1"))
                .containsExactly(
                        "1 | United Kingdom | true | true", "2 | Malta | false | false", "3 | Singapore | null | null");
    }
}
