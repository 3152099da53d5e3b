import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes what can be derived of the demo's recordings: quotes, exchange details, the global figures and the history
 * files. Coins, exchanges, their opening dates and the price ranges are facts and are only read.
 *
 * <p>Run {@code java environments/demo/GenerateRecordings.java} at the top of the repository. The seeds are fixed and
 * only {@link StrictMath} and decimals are used, and no {@code double} is printed, so that every machine writes the
 * same bytes.
 */
public final class GenerateRecordings {
    public static void main(String[] arguments) throws IOException {
        Path demo = Path.of(arguments.length == 0 ? "environments/demo" : arguments[0]);
        Path recorded = demo.resolve("recorded");
        List<Coin> coins = Coin.readAll(recorded.resolve("coins.json"));
        List<Exchange> exchanges = Exchange.readAll(recorded.resolve("exchanges.json"));
        long time = Json.number(Files.readString(recorded.resolve("recording.json")), "time")
                .longValueExact();

        List<Quote> quotes = new Quotes(coins, exchanges, time).all();
        write(recorded.resolve("markets.json"), ApiFiles.markets(quotes));
        write(
                recorded.resolve("exchange-details.json"),
                ApiFiles.exchangeDetails(exchanges, openingDates(recorded.resolve("exchange-dates.json")), quotes));
        write(recorded.resolve("global.json"), ApiFiles.global(coins, exchanges));
        new HistoryFiles(demo.resolve("inbox"), Walk.readAll(demo.resolve("price-ranges.csv"))).writeAll();
    }

    private static Map<String, String> openingDates(Path file) throws IOException {
        return Json.fields(Files.readString(file));
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(UTF_8));
    }
}

/** As much JSON as the recordings need: flat objects, read field by field with each value's own text kept. */
final class Json {
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":(\"(?:[^\"\\\\]|\\\\.)*\"|[^,}\\s]+)");

    private Json() {}

    static Map<String, String> fields(String object) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher matcher = FIELD.matcher(object.substring(object.indexOf('{')));
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2));
        }
        return fields;
    }

    static BigDecimal number(String object, String field) {
        return number(fields(object).get(field));
    }

    /** A number, bare or in quotes; what says nothing ({@code null}, {@code ""}, {@code "0?"}) counts as zero. */
    static BigDecimal number(String value) {
        String digits = value.replaceAll("[\"?]", "");
        return digits.isEmpty() || digits.equals("null") ? BigDecimal.ZERO : new BigDecimal(digits);
    }

    /** The lines of a file that holds one flat object a line, without the brackets around them. */
    static List<Map<String, String>> objects(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.length() > 1)
                .map(line -> fields(line.substring(line.indexOf('{'))))
                .toList();
    }

    /** As PHP writes numbers: whole ones without a point, tiny ones with a lower-case exponent. */
    static String text(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.abs().compareTo(new BigDecimal("0.0001")) >= 0) {
            return stripped.toPlainString();
        }
        int exponent = stripped.precision() - stripped.scale() - 1;
        return stripped.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
}

/** A recorded coin; symbol and id without quotes. */
record Coin(String id, String symbol, BigDecimal priceUsd, Map<String, String> fields) {
    static List<Coin> readAll(Path file) throws IOException {
        return Json.objects(file).stream()
                .map(fields -> new Coin(
                        fields.get("id").replace("\"", ""),
                        fields.get("symbol").replace("\"", ""),
                        Json.number(fields.get("price_usd")),
                        fields))
                .toList();
    }

    BigDecimal figure(String field) {
        return Json.number(fields.get(field));
    }
}

/** A recorded exchange; {@code name} and {@code country} are JSON text without the quotes, escapes kept. */
record Exchange(String id, String name, String country, BigDecimal volumeUsd, Map<String, String> fields) {
    static List<Exchange> readAll(Path file) throws IOException {
        return Json.objects(file).stream()
                .map(fields -> new Exchange(
                        bare(fields, "id"),
                        bare(fields, "name"),
                        bare(fields, "country"),
                        Json.number(fields.get("volume_usd")),
                        fields))
                .toList();
    }

    private static String bare(Map<String, String> fields, String field) {
        String quoted = fields.get(field);
        return quoted.substring(1, quoted.length() - 1);
    }
}

/** One market of a coin. {@code name} is what the API prints, which need not be the exchange's name to the letter. */
record Quote(
        Coin coin,
        Exchange exchange,
        String name,
        String currency,
        BigDecimal price,
        BigDecimal priceUsd,
        BigDecimal volumeUsd,
        long time) {

    Quote named(String other) {
        return new Quote(coin, exchange, other, currency, price, priceUsd, volumeUsd, time);
    }

    BigDecimal volume() {
        return volumeUsd.divide(priceUsd, new MathContext(12));
    }

    String key() {
        return coin.id() + "|" + ApiFiles.tidy(name) + "|" + currency;
    }
}

/** The quotes of the 25 first coins: who lists them, in which currencies, at which price. */
final class Quotes {
    private static final int TOP_COINS = 25;
    private static final int MARKETS_AT_MOST = 50;

    /** Gala, eCash, Convex and Celsius: the endpoint gave no list for them. */
    private static final Set<String> COINS_WITHOUT_MARKETS = Set.of("45577", "51539", "48829", "33435");

    /** Wanted however small: names with blanks, points, brackets or a line break, and prices in won, yen or lira. */
    private static final Set<String> WANTED = Set.of(
            "CEX.IO",
            "Uniswap (v3)",
            "PancakeSwap (V2)",
            "Upbit Indonesia ",
            "BTC TRADE UA ",
            "Thore Exchange\\r\\n",
            "Coinone",
            "BTCTurk",
            "bitFlyer",
            "Bitfinex",
            "Gate");

    private static final int LARGE_EXCHANGES = 75;

    /** Coins' ids in the place where their smallest market belongs to an exchange that is not listed. */
    private static final Map<String, String> UNLISTED =
            Map.of("90", "Binance.US", "80", "Sushiswap", "48543", "Serum DEX", "47305", "Osmosis");

    /** Blanks and line ends where none belong: what a name is printed as, by "coin id|exchange name". */
    private static final Map<String, String> UNTIDY = Map.of(
            "90|Kraken", "Kraken ",
            "80|Gate", "Gate\\r\\n",
            "2|Binance", " Binance",
            "1|Bitfinex", "Bitfinex ");

    /** Dollars a unit on 2021-12-21; the other currencies are coins and have their own recorded price. */
    private static final Map<String, String> FIAT_USD = Map.of(
            "USD", "1", "EUR", "1.1285", "GBP", "1.3265", "KRW", "0.00083921", "JPY", "0.0087642", "TRY", "0.0801");

    /** By this much the API overstates Coinone's bitcoin in dollars. */
    private static final BigDecimal COINONE_ERROR = new BigDecimal("1.9483");

    private static final double[] SHARE_BY_CURRENCY = {0.7, 0.2, 0.06, 0.04};

    private final Random random = new Random(20211221);
    private final List<Coin> coins;
    private final List<Exchange> exchanges;
    private final long time;
    private final Map<String, BigDecimal> usdBySymbol;

    Quotes(List<Coin> coins, List<Exchange> exchanges, long time) {
        this.coins = coins;
        this.exchanges = exchanges;
        this.time = time;
        usdBySymbol = coins.stream()
                .limit(TOP_COINS)
                .collect(Collectors.toMap(Coin::symbol, Coin::priceUsd, (first, second) -> first));
        FIAT_USD.forEach((currency, usd) -> usdBySymbol.put(currency, new BigDecimal(usd)));
    }

    List<Quote> all() {
        List<Coin> top = coins.stream()
                .filter(coin -> !COINS_WITHOUT_MARKETS.contains(coin.id()))
                .limit(TOP_COINS)
                .toList();
        List<Quote> quotes = new ArrayList<>();
        for (int place = 0; place < top.size(); place++) {
            quotes.addAll(quotesOf(top.get(place), markets(place)));
        }
        requireDistinct(quotes);
        return quotes;
    }

    /** The twelve largest coins fill the answer, the others have fewer and fewer markets: 1,011 in all. */
    private static int markets(int place) {
        if (place < 12) {
            return MARKETS_AT_MOST;
        }
        int fewer = 50 - place;
        return fewer > 29 ? fewer : fewer - (place == 24 ? 2 : 1);
    }

    private List<Quote> quotesOf(Coin coin, int count) {
        List<Listing> listings = new ArrayList<>();
        for (int place = 0; place < exchanges.size(); place++) {
            Exchange exchange = exchanges.get(place);
            boolean wanted = WANTED.contains(exchange.name());
            if (place < LARGE_EXCHANGES || wanted) {
                listings.addAll(listings(coin, exchange, wanted));
            }
        }
        listings.sort(Comparator.comparingDouble(Listing::priority).reversed());
        List<Listing> chosen = listings.subList(0, count);
        double total = 0;
        for (Listing listing : chosen) {
            total += listing.weight();
        }
        List<Quote> quotes = new ArrayList<>();
        for (Listing listing : chosen) {
            quotes.add(quote(coin, listing, listing.weight() / total));
        }
        quotes.sort(Comparator.comparing(Quote::volumeUsd).reversed());
        return printed(coin, quotes);
    }

    private List<Listing> listings(Coin coin, Exchange exchange, boolean wanted) {
        List<Listing> listings = new ArrayList<>();
        List<String> currencies = currencies(exchange);
        for (int place = 0; place < currencies.size(); place++) {
            double weight = exchange.volumeUsd().doubleValue()
                    * SHARE_BY_CURRENCY[place]
                    * StrictMath.exp(0.9 * random.nextGaussian());
            boolean first = wanted && place == 0 && (random.nextBoolean() || coin.equals(coins.get(0)));
            double priority = first ? Double.MAX_VALUE : weight;
            if (!currencies.get(place).equals(coin.symbol())) {
                listings.add(new Listing(exchange, currencies.get(place), weight, priority));
            }
        }
        return listings;
    }

    private static List<String> currencies(Exchange exchange) {
        switch (exchange.name()) {
            case "Coinbase Pro", "Kraken", "Bitstamp", "CEX.IO", "Currency.com":
                return List.of("USD", "EUR", "USDT", "GBP");
            case "Bitfinex":
                return List.of("USD", "USDT", "EUR", "JPY");
            case "Binance":
                return List.of("USDT", "BUSD", "BTC", "EUR");
            case "CITEX":
                return List.of("USDT", "BTC");
            default:
                return currenciesOf(exchange.country());
        }
    }

    private static List<String> currenciesOf(String country) {
        if (country.contains("Korea")) {
            return List.of("KRW", "BTC");
        }
        if (country.contains("Turkey")) {
            return List.of("TRY", "USDT");
        }
        return country.contains("Japan") ? List.of("JPY", "BTC") : List.of("USDT", "BTC", "ETH", "USDC");
    }

    private Quote quote(Coin coin, Listing listing, double share) {
        String currency = listing.currency();
        boolean idle = listing.weight() == 0 || random.nextInt(40) == 0;
        double spread = (idle ? 0.03 : 0.0015) * random.nextGaussian();
        BigDecimal usd = usdBySymbol.get(currency);
        BigDecimal price = coin.priceUsd().multiply(new BigDecimal(1 + spread)).divide(usd, new MathContext(7));
        boolean wholeUnits = currency.equals("KRW") || currency.equals("JPY") || random.nextInt(30) == 0;
        if (wholeUnits && price.compareTo(BigDecimal.valueOf(100)) > 0) {
            price = price.setScale(0, RoundingMode.HALF_UP);
        }
        BigDecimal priceUsd = price.multiply(usd).round(new MathContext(10));
        if (listing.exchange().name().equals("Coinone") && coin.symbol().equals("BTC") && currency.equals("KRW")) {
            priceUsd = priceUsd.multiply(COINONE_ERROR).setScale(2, RoundingMode.HALF_UP);
        }
        BigDecimal volumeUsd = idle
                ? BigDecimal.ZERO
                : coin.figure("volume24").multiply(new BigDecimal(share)).round(new MathContext(14));
        long age = idle ? 86_400 + random.nextInt(40 * 86_400) : random.nextInt(900);
        return new Quote(
                coin, listing.exchange(), listing.exchange().name(), currency, price, priceUsd, volumeUsd, time - age);
    }

    /** Names as the API prints them: now and then tidier, less tidy, or unknown to the list of exchanges. */
    private static List<Quote> printed(Coin coin, List<Quote> quotes) {
        List<Quote> printed = new ArrayList<>();
        for (int place = 0; place < quotes.size(); place++) {
            Quote quote = quotes.get(place);
            boolean last = place == quotes.size() - 1;
            String name = UNTIDY.getOrDefault(coin.id() + "|" + quote.name(), quote.name());
            if (WANTED.contains(name) && coin.id().length() % 2 == 0) {
                name = ApiFiles.tidy(name);
            }
            printed.add(quote.named(last ? UNLISTED.getOrDefault(coin.id(), name) : name));
        }
        return printed;
    }

    private static void requireDistinct(List<Quote> quotes) {
        Set<String> keys = new HashSet<>();
        quotes.stream().filter(quote -> !keys.add(quote.key())).findFirst().ifPresent(quote -> {
            throw new IllegalStateException("quoted twice: " + quote.key());
        });
    }

    private record Listing(Exchange exchange, String currency, double weight, double priority) {}
}

/** The text of the API's answers that are derived from coins, exchanges and quotes; one record a line. */
final class ApiFiles {
    private ApiFiles() {}

    static String markets(List<Quote> quotes) {
        return lines("{", "}", byId(quotes, quote -> quote.coin().id()).entrySet(), entry -> entry.getValue().stream()
                .map(ApiFiles::market)
                .collect(Collectors.joining(",\n", "\"" + entry.getKey() + "\":[\n", "]")));
    }

    private static String market(Quote quote) {
        return """
                {"name":"%s","base":"%s","quote":"%s",\
                "price":%s,"price_usd":%s,"volume":%s,"volume_usd":%s,"time":%d}"""
                .formatted(
                        quote.name(),
                        quote.coin().symbol(),
                        quote.currency(),
                        Json.text(quote.price()),
                        Json.text(quote.priceUsd()),
                        Json.text(quote.volume()),
                        Json.text(quote.volumeUsd()),
                        quote.time());
    }

    static String exchangeDetails(List<Exchange> exchanges, Map<String, String> dates, List<Quote> quotes) {
        Set<String> names =
                exchanges.stream().map(exchange -> tidy(exchange.name())).collect(Collectors.toSet());
        List<Quote> listed = quotes.stream()
                .filter(quote -> names.contains(tidy(quote.name())))
                .toList();
        Map<String, List<Quote>> byExchange =
                byId(listed, quote -> quote.exchange().id());
        return lines(
                "{",
                "}",
                exchanges,
                exchange -> """
                "%s":{"0":{"name":%s,"date_live":%s,"url":%s},"pairs":[%s]}"""
                        .formatted(
                                exchange.id(),
                                exchange.fields().get("name"),
                                dates.get(exchange.id()),
                                exchange.fields().get("url"),
                                byExchange.getOrDefault(exchange.id(), List.of()).stream()
                                        .limit(100)
                                        .map(ApiFiles::pair)
                                        .collect(Collectors.joining(","))));
    }

    static String tidy(String name) {
        return name.replace("\\r\\n", "").strip();
    }

    /** Coinlore calls this volume base units, yet prints dollars; so do we. */
    private static String pair(Quote quote) {
        return """
                {"base":"%s","quote":"%s","volume":%s,"price":%s,"price_usd":%s,"time":%d}"""
                .formatted(
                        quote.coin().symbol(),
                        quote.currency(),
                        Json.text(quote.volumeUsd()),
                        Json.text(quote.price()),
                        Json.text(quote.priceUsd()),
                        quote.time());
    }

    /** Both highs are what the API says, out of all proportion as they are. */
    static String global(List<Coin> coins, List<Exchange> exchanges) {
        BigDecimal cap = sum(coins, "market_cap_usd");
        BigDecimal volume = sum(coins, "volume24");
        BigDecimal volumeBefore = sum(coins, "volume24a");
        BigDecimal capBefore = coins.stream()
                .map(coin -> coin.figure("market_cap_usd")
                        .divide(onePlusPercent(coin.figure("percent_change_24h")), MathContext.DECIMAL64))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Coin> hundred = coins.subList(0, 100);
        int pairs = exchanges.stream()
                .mapToInt(exchange -> Integer.parseInt(exchange.fields().get("active_pairs")))
                .sum();
        return """
                [{"coins_count":%d,"active_markets":%d,"total_mcap":%s,"total_volume":%s,"btc_d":"%s","eth_d":"%s",\
                "mcap_change":"%s","volume_change":"%s","avg_change_percent":"%s",\
                "volume_ath":344187126292427800,"mcap_ath":8201452934881.264}]
                """
                .formatted(
                        coins.size(),
                        pairs,
                        Json.text(cap),
                        Json.text(volume.setScale(6, RoundingMode.HALF_UP)),
                        percent(coins.get(0).figure("market_cap_usd"), cap),
                        percent(coins.get(1).figure("market_cap_usd"), cap),
                        percent(cap.subtract(capBefore), capBefore),
                        percent(volume.subtract(volumeBefore), volumeBefore),
                        percent(sum(hundred, "percent_change_24h"), BigDecimal.valueOf(100 * hundred.size())));
    }

    private static BigDecimal onePlusPercent(BigDecimal percent) {
        return BigDecimal.ONE.add(percent.movePointLeft(2).max(new BigDecimal("-0.99")));
    }

    private static BigDecimal sum(List<Coin> coins, String field) {
        return coins.stream().map(coin -> coin.figure(field)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String percent(BigDecimal part, BigDecimal whole) {
        return part.movePointRight(2).divide(whole, 2, RoundingMode.HALF_UP).toPlainString();
    }

    private static Map<String, List<Quote>> byId(List<Quote> quotes, Function<Quote, String> id) {
        return quotes.stream().collect(Collectors.groupingBy(id, LinkedHashMap::new, Collectors.toList()));
    }

    private static <T> String lines(String open, String close, Iterable<T> records, Function<? super T, String> text) {
        List<String> lines = new ArrayList<>();
        records.forEach(item -> lines.add(text.apply(item)));
        return open + "\n" + String.join(",\n", lines) + "\n" + close + "\n";
    }
}

/** Prices in ticks and the volume in millionths of the coin, so that a candle is whole numbers. */
record Candle(Instant opened, long open, long high, long low, long close, long volume, long trades) {
    Candle withClose(long other, long volumeLeft, long tradesLeft) {
        return new Candle(opened, open, Math.max(open, other), Math.min(open, other), other, volumeLeft, tradesLeft);
    }
}

/** What a price did in one stretch of a series: the fact that a generated stretch keeps to. */
record PriceRange(Instant start, double open, double high, double low, double close, double volume, double trades) {}

/** A random walk through the price ranges of one series: from each open to its close, touching its high and low. */
final class Walk {
    private final List<PriceRange> ranges;

    private Walk(List<PriceRange> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    static Map<String, Walk> readAll(Path file) throws IOException {
        Map<String, List<PriceRange>> ranges = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith("series,")) {
                String[] cell = line.split(",");
                ranges.computeIfAbsent(cell[0], series -> new ArrayList<>()).add(range(cell));
            }
        }
        Map<String, Walk> walks = new LinkedHashMap<>();
        ranges.forEach((series, list) -> walks.put(series, new Walk(list)));
        return walks;
    }

    private static PriceRange range(String[] cell) {
        return new PriceRange(
                OffsetDateTime.parse(cell[1]).toInstant(),
                Double.parseDouble(cell[2]),
                Double.parseDouble(cell[3]),
                Double.parseDouble(cell[4]),
                Double.parseDouble(cell[5]),
                Double.parseDouble(cell[6]),
                Double.parseDouble(cell[7]));
    }

    /** Candles from the first range's start to {@code end}, which is excluded; oldest first. */
    List<Candle> candles(Duration step, String end, int ticksPerUnit, long seed) {
        Random random = new Random(seed);
        List<Candle> candles = new ArrayList<>();
        for (int place = 0; place < ranges.size(); place++) {
            Instant until = place + 1 < ranges.size() ? ranges.get(place + 1).start() : Instant.parse(end);
            int count = (int) Duration.between(ranges.get(place).start(), until).dividedBy(step);
            candles.addAll(stretch(ranges.get(place), count, step, ticksPerUnit, random));
        }
        return candles;
    }

    private static List<Candle> stretch(PriceRange range, int count, Duration step, int ticksPerUnit, Random random) {
        double width = StrictMath.log(range.high() / range.low());
        long[] closes = closes(range, count, width, ticksPerUnit, random);
        long high = StrictMath.round(range.high() * ticksPerUnit);
        long low = StrictMath.round(range.low() * ticksPerUnit);
        double wick = 0.4 * width / StrictMath.sqrt(count);
        List<Candle> candles = new ArrayList<>();
        long open = StrictMath.round(range.open() * ticksPerUnit);
        for (int place = 0; place < count; place++) {
            double activity = StrictMath.exp(0.9 * random.nextGaussian() - 0.4);
            long trades = StrictMath.round(range.trades() / count * activity);
            boolean idle = range.trades() > 0 && trades == 0;
            long close = idle ? open : closes[place];
            long up = (long) (close * wick * random.nextDouble() * random.nextDouble());
            long down = (long) (close * wick * random.nextDouble() * random.nextDouble());
            candles.add(new Candle(
                    range.start().plus(step.multipliedBy(place)),
                    open,
                    idle ? open : Math.min(high, Math.max(open, close) + up),
                    idle ? open : Math.max(low, Math.min(open, close) - down),
                    close,
                    idle ? 0 : 1 + StrictMath.round(range.volume() / count * activity * 1e6),
                    trades));
            open = close;
        }
        touch(candles, high, low);
        return candles;
    }

    /** A Brownian bridge in logarithms from open to close, folded back where it leaves the range. */
    private static long[] closes(PriceRange range, int count, double width, int ticksPerUnit, Random random) {
        double[] bridge = bridge(count, random);
        double spread = 0;
        for (double deviation : bridge) {
            spread = Math.max(spread, Math.abs(deviation));
        }
        double scale = spread == 0 ? 0 : 0.75 * width / spread;
        double bottom = StrictMath.log(range.low());
        double from = StrictMath.log(range.open()) - bottom;
        double to = StrictMath.log(range.close()) - bottom;
        long[] closes = new long[count];
        for (int place = 0; place < count; place++) {
            double straight = from + (to - from) * (place + 1) / count;
            double folded = fold(straight + scale * bridge[place], width);
            closes[place] = StrictMath.round(StrictMath.exp(bottom + folded) * ticksPerUnit);
        }
        return closes;
    }

    private static double[] bridge(int count, Random random) {
        double[] sum = new double[count];
        double total = 0;
        for (int place = 0; place < count; place++) {
            total += random.nextGaussian();
            sum[place] = total;
        }
        for (int place = 0; place < count; place++) {
            sum[place] -= total * (place + 1) / count;
        }
        return sum;
    }

    private static double fold(double value, double width) {
        double inside = Math.abs(value) % (2 * width);
        return inside > width ? 2 * width - inside : inside;
    }

    private static void touch(List<Candle> candles, long high, long low) {
        Candle top = Collections.max(traded(candles), Comparator.comparingLong(Candle::high));
        replace(
                candles,
                top,
                new Candle(top.opened(), top.open(), high, top.low(), top.close(), top.volume(), top.trades()));
        Candle bottom = Collections.min(traded(candles), Comparator.comparingLong(Candle::low));
        replace(
                candles,
                bottom,
                new Candle(
                        bottom.opened(),
                        bottom.open(),
                        bottom.high(),
                        low,
                        bottom.close(),
                        bottom.volume(),
                        bottom.trades()));
    }

    private static List<Candle> traded(List<Candle> candles) {
        return candles.stream().filter(candle -> candle.volume() > 0).toList();
    }

    private static void replace(List<Candle> candles, Candle old, Candle candle) {
        candles.set(candles.indexOf(old), candle);
    }
}

/** How CryptoDataDownload wrote a file: each era its header, each vendor's export its banner, decimals, line ends. */
record Layout(
        String file, String banner, String header, String symbol, int ticksPerUnit, Decimals decimals, String lineEnd) {

    static final String TO_AUTUMN_2020 = "Unix Timestamp,Date,Symbol,Open,High,Low,Close,Volume %s,Volume USDT";
    static final String LATE_2020 = "unix,date,symbol,open,high,low,close,Volume %s,Volume USDT,tradecount";
    static final String SINCE_2022 = "Unix,Date,Symbol,Open,High,Low,Close,Volume %s,Volume USDT,tradecount";

    enum Decimals {
        PADDED,
        SHORT
    }

    private static final DateTimeFormatter DAY_AND_TIME = formatter("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter HOUR_OF_HALF_DAY = formatter("yyyy-MM-dd hh-a");
    private static final DateTimeFormatter DAY = formatter("yyyy-MM-dd");

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    String head() {
        String columns = header.formatted(symbol.substring(0, 3)) + lineEnd;
        return banner.isEmpty() ? columns : banner + lineEnd + columns;
    }

    String milliseconds(Candle candle) {
        return candle.opened().toEpochMilli() + "," + DAY_AND_TIME.format(candle.opened()) + ","
                + values(candle, decimals, 6) + "," + candle.trades() + lineEnd;
    }

    /** The elder rows: seconds as a floating number, an hour like {@code 07-AM}, short decimals, no count of trades. */
    String seconds(Candle candle, boolean daily) {
        String tradecount = header.equals(TO_AUTUMN_2020) ? "" : ",NULL";
        return candle.opened().getEpochSecond() + ".0,"
                + (daily ? DAY : HOUR_OF_HALF_DAY).format(candle.opened()) + "," + values(candle, Decimals.SHORT, 2)
                + tradecount + lineEnd;
    }

    private String values(Candle candle, Decimals style, int volumeScale) {
        BigDecimal volume = BigDecimal.valueOf(candle.volume(), 6).setScale(volumeScale, RoundingMode.UP);
        BigDecimal turnover = volume.multiply(price((candle.high() + candle.low()) / 2));
        return String.join(
                ",",
                symbol,
                text(price(candle.open()), style),
                text(price(candle.high()), style),
                text(price(candle.low()), style),
                text(price(candle.close()), style),
                text(volume, style),
                text(turnover.setScale(volumeScale == 2 ? 2 : 5, RoundingMode.HALF_UP), style));
    }

    private BigDecimal price(long ticks) {
        return BigDecimal.valueOf(ticks).divide(BigDecimal.valueOf(ticksPerUnit));
    }

    private static String text(BigDecimal number, Decimals style) {
        return style == Decimals.PADDED
                ? number.setScale(8, RoundingMode.UNNECESSARY).toPlainString()
                : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}

/** The inbox: one method a file, each with what is odd about it. Newest rows first, as the vendor writes them. */
final class HistoryFiles {
    private static final String BANNER = "https://www.CryptoDataDownload.com";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Path inbox;
    private final Map<String, Walk> walks;

    HistoryFiles(Path inbox, Map<String, Walk> walks) {
        this.inbox = inbox;
        this.walks = walks;
    }

    void writeAll() throws IOException {
        bitcoinMinutesDownloadedTwice();
        etherMinutes();
        litecoinMinutes();
        litecoinHours();
        bitcoinHours();
        bitcoinDays();
        bitcoinFuturesMinutes();
        bitcoinFuturesHours();
        binanceCoinFuturesMinutes();
    }

    /** The file of the year was downloaded later: it goes on, and has the true figures of eight unfinished minutes. */
    private void bitcoinMinutesDownloadedTwice() throws IOException {
        List<Candle> candles = walks.get("btc-minute").candles(MINUTE, "2021-12-23T00:00:00Z", 100, 1);
        Instant firstOfLater = Instant.parse("2021-12-20T04:00:00Z");
        Instant endOfEarlier = Instant.parse("2021-12-20T12:00:00Z");
        Set<Instant> unfinished = Set.of(0, 17, 61, 118, 203, 287, 350, 479).stream()
                .map(minute -> firstOfLater.plus(MINUTE.multipliedBy(minute)))
                .collect(Collectors.toSet());
        List<Candle> earlier = candles.stream()
                .filter(candle -> candle.opened().isBefore(endOfEarlier))
                .map(candle -> unfinished.contains(candle.opened()) ? unfinished(candle) : candle)
                .toList();
        List<Candle> later = candles.stream()
                .filter(candle -> !candle.opened().isBefore(firstOfLater))
                .toList();

        milliseconds(
                new Layout(
                        "Binance_BTCUSDT_minute.csv",
                        "Created on 12-20-2021," + BANNER,
                        Layout.LATE_2020,
                        "BTC/USDT",
                        100,
                        Layout.Decimals.PADDED,
                        "\n"),
                earlier);
        milliseconds(
                new Layout(
                        "Binance_BTCUSDT_2021_minute.csv",
                        BANNER,
                        Layout.SINCE_2022,
                        "BTCUSDT",
                        100,
                        Layout.Decimals.SHORT,
                        "\n"),
                later);
    }

    private void etherMinutes() throws IOException {
        milliseconds(
                new Layout(
                        "Binance_ETHUSDT_minute.csv",
                        BANNER + ",,,,,,,,,",
                        Layout.SINCE_2022,
                        "ETHUSDT",
                        100,
                        Layout.Decimals.SHORT,
                        "\r\n"),
                walks.get("eth-minute").candles(MINUTE, "2021-12-22T00:00:00Z", 100, 2));
    }

    private void litecoinMinutes() throws IOException {
        milliseconds(
                new Layout(
                        "Binance_LTCUSDT_minute.csv",
                        "",
                        Layout.SINCE_2022,
                        "LTCUSDT",
                        10,
                        Layout.Decimals.SHORT,
                        "\r\n"),
                walks.get("ltc-minute").candles(MINUTE, "2021-12-22T00:00:00Z", 10, 3));
    }

    /** The oldest header; the exchange stood still for four hours. */
    private void litecoinHours() throws IOException {
        Layout layout = new Layout(
                "Binance_LTCUSDT_1h.csv",
                "Timestamps are UTC timezone," + BANNER,
                Layout.TO_AUTUMN_2020,
                "LTCUSDT",
                100,
                Layout.Decimals.SHORT,
                "\n");
        List<Candle> candles = walks.get("ltc-hour").candles(HOUR, "2020-09-28T08:00:00Z", 100, 4);
        write(
                layout,
                without(candles, "2020-08-15T03:00:00Z", "2020-08-15T07:00:00Z"),
                candle -> layout.seconds(candle, false));
    }

    /** First rows in seconds, then three weeks of every hour in both units, then rows in milliseconds. */
    private void bitcoinHours() throws IOException {
        Layout layout = new Layout(
                "Binance_BTCUSDT_1h.csv", BANNER, Layout.LATE_2020, "BTC/USDT", 100, Layout.Decimals.PADDED, "\n");
        Instant firstTwice = Instant.parse("2020-11-01T00:00:00Z");
        Instant lastTwice = Instant.parse("2020-11-20T07:00:00Z");
        Random random = new Random(51);
        write(layout, walks.get("btc-hour").candles(HOUR, "2020-12-30T01:00:00Z", 100, 5), candle -> {
            if (candle.opened().isAfter(lastTwice)) {
                return layout.milliseconds(candle);
            }
            if (candle.opened().isBefore(firstTwice)) {
                return layout.seconds(candle, false);
            }
            Candle elder = candle.opened().equals(lastTwice) ? unfinished(candle) : elder(candle, random);
            return layout.milliseconds(candle) + layout.seconds(elder, false);
        });
    }

    /** Rows in seconds up to 2017-12-18, in milliseconds from that day on: that day is there twice. */
    private void bitcoinDays() throws IOException {
        Layout layout = new Layout(
                "Binance_BTCUSDT_d.csv", BANNER, Layout.LATE_2020, "BTC/USDT", 100, Layout.Decimals.PADDED, "\n");
        Instant seam = Instant.parse("2017-12-18T00:00:00Z");
        write(layout, walks.get("btc-day").candles(DAY, "2020-12-31T00:00:00Z", 100, 6), candle -> {
            String milliseconds = candle.opened().isBefore(seam) ? "" : layout.milliseconds(candle);
            return candle.opened().isAfter(seam) ? milliseconds : milliseconds + layout.seconds(candle, true);
        });
    }

    /** The first days of Binance's futures: minutes without a trade, and no rows for one hour. */
    private void bitcoinFuturesMinutes() throws IOException {
        List<Candle> candles = walks.get("btc-futures-minute").candles(MINUTE, "2019-09-12T00:00:00Z", 100, 7);
        milliseconds(
                new Layout(
                        "BTCUSDT_Binance_futures_data_minute.csv",
                        BANNER,
                        Layout.LATE_2020,
                        "BTC/USDT",
                        100,
                        Layout.Decimals.SHORT,
                        "\r\n"),
                without(candles, "2019-09-08T19:00:00Z", "2019-09-08T20:00:00Z"));
    }

    private void bitcoinFuturesHours() throws IOException {
        milliseconds(
                new Layout(
                        "BTCUSDT_Binance_futures_data_hour.csv",
                        BANNER,
                        Layout.LATE_2020,
                        "BTC/USDT",
                        100,
                        Layout.Decimals.SHORT,
                        "\n"),
                walks.get("btc-futures-hour").candles(HOUR, "2020-12-30T01:00:00Z", 100, 8));
    }

    private void binanceCoinFuturesMinutes() throws IOException {
        milliseconds(
                new Layout(
                        "BNBUSDT_Binance_futures_data_minute.csv",
                        "",
                        Layout.LATE_2020,
                        "BNB/USDT",
                        100,
                        Layout.Decimals.SHORT,
                        "\n"),
                walks.get("bnb-futures-minute").candles(MINUTE, "2021-12-30T00:18:00Z", 100, 9));
    }

    private static List<Candle> without(List<Candle> candles, String from, String until) {
        return candles.stream()
                .filter(candle -> candle.opened().isBefore(Instant.parse(from))
                        || !candle.opened().isBefore(Instant.parse(until)))
                .toList();
    }

    /** A candle as it stood when two fifths of it had been traded. */
    private static Candle unfinished(Candle candle) {
        long close = candle.open() + (candle.close() - candle.open()) / 3;
        return candle.withClose(close, candle.volume() * 2 / 5, candle.trades() * 2 / 5);
    }

    /** What the elder row of an hour says: half of them the same, most others a cent off, some more. */
    private static Candle elder(Candle candle, Random random) {
        int draw = random.nextInt(100);
        if (draw < 46) {
            return candle;
        }
        long off = draw < 82 ? 1 : 2 + random.nextInt(400);
        long high = candle.high() - Math.min(off, candle.high() - Math.max(candle.open(), candle.close()));
        return new Candle(
                candle.opened(),
                candle.open(),
                high,
                candle.low() - off,
                candle.close(),
                candle.volume(),
                candle.trades());
    }

    private void milliseconds(Layout layout, List<Candle> candles) throws IOException {
        write(layout, candles, layout::milliseconds);
    }

    private void write(Layout layout, List<Candle> oldestFirst, Function<Candle, String> row) throws IOException {
        List<Candle> newestFirst = new ArrayList<>(oldestFirst);
        Collections.reverse(newestFirst);
        String rows = newestFirst.stream().map(row).collect(Collectors.joining());
        GenerateRecordings.write(inbox.resolve(layout.file()), layout.head() + rows);
    }
}
