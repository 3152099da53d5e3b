package dev.caravan.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What the star says, without when and by which batch it was learned. */
final class Star {
    private static final SortedMap<String, String> BUSINESS_COLUMNS = new TreeMap<>(java.util.Map.of(
            "star.dim_coin", "coin_id, symbol, name, name_id, rank, circulating_supply, total_supply, max_supply",
            "star.dim_exchange", "exchange_id, name, name_id, url, country, date_live, volume_usd_24h",
            "star.dim_date", "date_day",
            "star.bridge_coin", "symbol, coin_id, kind, base, quote, reason, rank, coins_of_symbol, is_primary",
            "star.fct_coin_snapshots",
                    "coin_id, rank, price_usd, price_btc, percent_change_1h, percent_change_24h,"
                            + " percent_change_7d, market_cap_usd, volume_usd_24h, volume_usd_previous_24h,"
                            + " circulating_supply, total_supply, max_supply",
            "star.fct_market_quotes",
                    "coin_id, exchange_id, exchange_name, base, quote, price, price_usd, volume_24h,"
                            + " volume_usd_24h, quoted_at",
            "star.fct_ohlcv",
                    "market, symbol, interval_name, opened_at, \"open\", high, low, close, volume_base,"
                            + " volume_quote, trade_count"));

    private Star() {}

    /**
     * A checksum of the distinct rows of each table, whatever their order.
     *
     * @param query gives the lines of a query's result as CSV, the header first
     */
    static SortedMap<String, String> checksums(Function<String, List<String>> query) {
        SortedMap<String, String> checksums = new TreeMap<>();
        BUSINESS_COLUMNS.forEach((table, columns) -> checksums.put(
                table,
                checksum(query.apply("select distinct " + columns + " from " + table).stream()
                        .skip(1)
                        .sorted()
                        .toList())));
        return checksums;
    }

    private static String checksum(List<String> rows) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            rows.forEach(row -> digest.update((row + "\n").getBytes(StandardCharsets.UTF_8)));
            return rows.size() + " rows, " + HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
