package dev.caravan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.warehouse.TestPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped project's main job gives the same star on PostgreSQL as on DuckDB, from the same landed batches. */
class PostgresMainJobTest {
    private static final String COUNTS =
            """
            select 'raw.coins' as what, count(*) as rows from raw.coins
            union all select 'raw.exchanges', count(*) from raw.exchanges
            union all select 'raw.exchange_details', count(*) from raw.exchange_details
            union all select 'raw.markets', count(*) from raw.markets
            union all select 'raw.global', count(*) from raw.global
            union all select 'raw.history', count(*) from raw.history
            union all select 'star.fct_coin_snapshots', count(*) from star.fct_coin_snapshots
            union all select 'star.fct_market_quotes', count(*) from star.fct_market_quotes
            union all select 'star.fct_ohlcv', count(*) from star.fct_ohlcv
            """;

    /** What a row says, without the poll that it comes from. */
    private static final Map<String, String> BUSINESS_COLUMNS = Map.of(
            "dim_coin", "coin_id, symbol, name, name_id, rank, circulating_supply, total_supply, max_supply",
            "dim_exchange",
                    "exchange_id, name, name_id, url, country, volume_usd_24h, active_pairs, date_live, part, line,"
                            + " details_part, details_line",
            "dim_date", "*",
            "bridge_coin", "symbol, coin_id, kind, base, quote, reason, rank, coins_of_symbol, is_primary, part, line",
            "fct_market_quotes",
                    "coin_id, exchange_id, exchange_name, base, quote, price, price_usd, volume_24h, volume_usd_24h,"
                            + " quoted_date, quoted_at, part, line",
            "fct_coin_snapshots",
                    "coin_id, rank, price_usd, price_btc, percent_change_1h, percent_change_24h, percent_change_7d,"
                            + " market_cap_usd, volume_usd_24h, volume_usd_previous_24h, circulating_supply,"
                            + " total_supply, max_supply, part, line",
            "fct_ohlcv",
                    "market, symbol, interval_name, \"open\", high, low, close, volume_base, volume_quote, trade_count,"
                            + " opened_date, opened_at, part, line");

    @TempDir
    Path scratch;

    @Test
    void carriesTheSameStarAsDuckDbAndDoublesNothing() throws Exception {
        List<String> duckDb = List.of("--set", "warehouse.url=jdbc:duckdb:" + scratch.resolve("warehouse.duckdb"));
        List<String> postgres = onPostgres();
        successfully(caravan(duckDb, "run"));

        // The second warehouse loads what the first one landed, so that both hold the same polls.
        Result first = successfully(caravan(postgres, "load"));
        Result build = successfully(caravan(postgres, "build"));

        assertThat(first.out()).contains("7,001");
        assertThat(build.out()).contains("passed");
        assertThat(counts(postgres)).isEqualTo(counts(duckDb));
        assertThat(checksums(postgres)).isEqualTo(checksums(duckDb));

        successfully(caravan(postgres, "run"));

        assertThat(counts(postgres))
                .containsExactly(
                        "what,rows",
                        "raw.coins,14002",
                        "raw.exchanges,800",
                        "raw.exchange_details,400",
                        "raw.markets,2022",
                        "raw.global,2",
                        "raw.history,40087",
                        "star.fct_coin_snapshots,14002",
                        "star.fct_market_quotes,1011",
                        "star.fct_ohlcv,39142");
    }

    private static List<String> onPostgres() throws IOException {
        return List.of(
                "--set", "warehouse.url=" + TestPostgres.start().createDatabase(), "--set", "warehouse.user=caravan");
    }

    private SortedMap<String, String> checksums(List<String> warehouse) throws Exception {
        SortedMap<String, String> checksums = new TreeMap<>();
        for (Map.Entry<String, String> table : BUSINESS_COLUMNS.entrySet()) {
            List<String> rows = query(warehouse, "select " + table.getValue() + " from star." + table.getKey());
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            rows.stream().skip(1).sorted().forEach(row -> digest.update((row + "\n").getBytes(UTF_8)));
            checksums.put(
                    table.getKey(), rows.size() - 1 + " rows, " + HexFormat.of().formatHex(digest.digest()));
        }
        return checksums;
    }

    private List<String> counts(List<String> warehouse) {
        return query(warehouse, COUNTS);
    }

    private List<String> query(List<String> warehouse, String sql) {
        return successfully(caravan(warehouse, "query", sql, "--format", "csv"))
                .out()
                .lines()
                .toList();
    }

    private static Result successfully(Result result) {
        assertThat(result.exitCode()).as(result.err() + result.out()).isZero();
        return result;
    }

    private Result caravan(List<String> warehouse, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of(
                "--env",
                "demo",
                "--set",
                "landing.uri=" + scratch.resolve("landing").toUri()));
        arguments.addAll(warehouse);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false);
        int exitCode = Main.execute(terminal, Map.of(), Clock.systemUTC(), arguments.toArray(String[]::new));
        return new Result(exitCode, out.toString(), err.toString());
    }

    private record Result(int exitCode, String out, String err) {}
}
