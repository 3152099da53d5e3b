package dev.caravan.soak;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A market of 200 coins in Coinlore's shape. The whole part of every price is the number of the poll. */
final class SmallMarket {
    private static final int COINS = 200;
    static final int TOP = 3;
    static final int COINS_A_PAGE = 100;
    private static final int SECONDS_A_POLL = 60;
    private static final List<String> EXCHANGES = List.of("Binance", "Kraken");

    private final Instant start;

    SmallMarket(Instant start) {
        this.start = start;
    }

    static int quotesAPage() {
        return EXCHANGES.size();
    }

    static List<String> coinPages() {
        return IntStream.range(0, COINS / COINS_A_PAGE)
                .mapToObj(page -> Integer.toString(page * COINS_A_PAGE))
                .toList();
    }

    static List<String> marketPages() {
        return IntStream.rangeClosed(1, TOP).mapToObj(Integer::toString).toList();
    }

    String coins(int start, long poll) {
        return IntStream.rangeClosed(start + 1, Math.min(start + COINS_A_PAGE, COINS))
                .mapToObj(id -> coin(id, poll))
                .collect(Collectors.joining(
                        ",", "{\"data\":[", "],\"info\":{\"coins_num\":%d,\"time\":1}}".formatted(COINS)));
    }

    private static String coin(int id, long poll) {
        return """
                {"id":"%1$d","symbol":"C%1$d","name":"Coin %1$d","nameid":"coin-%1$d","rank":%1$d,"price_usd":"%2$d.%1$03d",\
                "percent_change_24h":"-1.25","percent_change_1h":"0.50","percent_change_7d":"3.00","price_btc":"0.00001",\
                "market_cap_usd":"1000000.00","volume24":12345.67,"volume24a":12000.5,"csupply":"1000000.00",\
                "tsupply":"1000000","msupply":""}"""
                .formatted(id, poll);
    }

    /** A minute lies between two polls, whenever they come. */
    String markets(String coin, long poll) {
        long time = start.getEpochSecond() + poll * SECONDS_A_POLL;
        return EXCHANGES.stream()
                .map(exchange ->
                        """
                        {"name":"%s","base":"C%s","quote":"USDT","price":%3$d.5,"price_usd":%3$d.5,"volume":10,\
                        "volume_usd":%3$d.5,"time":%4$d}"""
                                .formatted(exchange, coin, poll, time))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Answers that are the same in every poll, by their path. */
    Map<String, String> others() {
        String exchanges = IntStream.rangeClosed(1, EXCHANGES.size())
                .mapToObj(id ->
                        """
                        "%1$d":{"id":"%1$d","name":"%2$s","name_id":"%2$s","volume_usd":1000.5,"active_pairs":%3$d,\
                        "url":"https://example.com/%1$d","country":"Japan"}"""
                                .formatted(id, EXCHANGES.get(id - 1), TOP))
                .collect(Collectors.joining(",", "{", "}"));
        String global = Stream.of(
                        "total_mcap",
                        "total_volume",
                        "btc_d",
                        "eth_d",
                        "mcap_change",
                        "volume_change",
                        "avg_change_percent",
                        "volume_ath",
                        "mcap_ath")
                .map(name -> "\"" + name + "\":\"1.5\"")
                .collect(Collectors.joining(",", "[{\"coins_count\":" + COINS + ",\"active_markets\":6,", "}]"));
        return Map.of(
                "/api/exchanges/", exchanges,
                "/api/exchange/",
                        "{\"0\":{\"name\":\"Binance\",\"date_live\":\"2017-07-14\",\"url\":\"https://example.com/1\"},\"pairs\":[]}",
                "/api/global/", global);
    }
}
