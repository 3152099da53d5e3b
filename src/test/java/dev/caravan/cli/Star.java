package dev.caravan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What the star says, without when and by which poll it was learned: a checksum a table, whatever the order of rows. */
final class Star {
    private static final Map<String, String> BUSINESS_COLUMNS = Map.of(
            "dim_coin",
            "coin_id, symbol, name, name_id, rank, circulating_supply, total_supply, max_supply",
            "dim_exchange",
            "exchange_id, name, name_id, url, country, volume_usd_24h, active_pairs, date_live, part, line,"
                    + " details_part, details_line",
            "dim_date",
            "*",
            "dim_series",
            "market, symbol, interval_name, first_opened_at, last_opened_at",
            "bridge_coin",
            "symbol, coin_id, kind, base, quote, reason, rank, coins_of_symbol, is_primary, part, line",
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

    private Star() {}

    /** @param query gives the lines of a query's result as CSV, the header first */
    static SortedMap<String, String> checksums(Function<String, List<String>> query) {
        return checksums("select ", query);
    }

    /** Of distinct rows: for warehouses that took the same poll a different number of times. */
    static SortedMap<String, String> checksumsOfDistinctRows(Function<String, List<String>> query) {
        return checksums("select distinct ", query);
    }

    private static SortedMap<String, String> checksums(String select, Function<String, List<String>> query) {
        SortedMap<String, String> checksums = new TreeMap<>();
        BUSINESS_COLUMNS.forEach((table, columns) -> checksums.put(
                table,
                checksum(query.apply(select + columns + " from star." + table).stream()
                        .skip(1)
                        .sorted()
                        .toList())));
        return checksums;
    }

    private static String checksum(List<String> rows) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            rows.forEach(row -> digest.update((row + "\n").getBytes(UTF_8)));
            return rows.size() + " rows, " + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
