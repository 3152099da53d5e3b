package dev.caravan.web;

import dev.caravan.compile.Manifest;
import dev.caravan.docs.site.StaticFolder;
import dev.caravan.pipeline.site.Cell;
import dev.caravan.pipeline.site.Columnar;
import dev.caravan.pipeline.site.QuestionException;
import dev.caravan.pipeline.site.ResultColumn;
import dev.caravan.pipeline.site.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The analyses of the market that need to be told which coin or series: one file for each coin that has quotes, and for each
 * series of candles by day and hour whole, by minute for its newest month.
 */
final class MarketFiles {
    private static final String CANDLES = "candles";
    private static final String TOP_COINS = "top_coins";
    private static final String COIN_ID = "coin_id";
    private static final List<String> OF_A_COIN = List.of("coin_quotes", "coin_history");
    private static final String MINUTES = "minute";
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration MINUTES_OF = Duration.ofDays(31);
    // an answer holds ten thousand rows
    private static final int ROWS_AT_ONCE = 9_000;

    private final Site site;
    private final Manifest manifest;
    private final PageData data;
    private final StaticFolder folder;

    MarketFiles(Site site, Manifest manifest, PageData data, StaticFolder folder) {
        this.site = site;
        this.manifest = manifest;
        this.data = data;
        this.folder = folder;
    }

    /** Nothing where the project has other analyses, or they have no rows yet. */
    void write() {
        try {
            if (has(CANDLES) && has(Series.ANALYSIS)) {
                writeCandles();
            }
            if (has(TOP_COINS)) {
                coins().forEach(this::writeCoin);
            }
        } catch (QuestionException e) {
            // said already for the analysis itself
        }
    }

    private boolean has(String analysis) {
        return manifest.analysis(analysis).isPresent();
    }

    private void writeCandles() {
        for (Series series : Series.of(site, interval -> true)) {
            writeCandles(series, series.first(), DAY);
            writeCandles(series, series.first(), HOUR);
        }
        for (Series series : Series.of(site, MINUTES::equals)) {
            Instant month = series.last().minus(MINUTES_OF);
            writeCandles(series, month.isAfter(series.first()) ? month : series.first(), MINUTE);
        }
    }

    private void writeCandles(Series series, Instant from, Duration bucket) {
        List<ResultColumn> columns = new ArrayList<>();
        List<List<Cell>> cells = new ArrayList<>();
        Duration step = bucket.multipliedBy(ROWS_AT_ONCE);
        for (Instant start = from; !start.isAfter(series.last()); start = start.plus(step)) {
            SortedMap<String, String> asked = new TreeMap<>(Map.of(
                    "market", series.market(),
                    "symbol", series.symbol(),
                    "from", start.toString(),
                    "to", start.plus(step).toString(),
                    "bucket_seconds", Long.toString(bucket.toSeconds())));
            add(site.data(CANDLES, asked), columns, cells);
        }
        if (!cells.isEmpty() && !cells.get(0).isEmpty()) {
            folder.answer(
                    "data/candles/" + series.name() + "-" + bucket.toSeconds(),
                    Shapes.Chart.of(new Columnar(columns, cells, false)));
        }
    }

    private static void add(Columnar some, List<ResultColumn> columns, List<List<Cell>> cells) {
        if (columns.isEmpty()) {
            columns.addAll(some.columns());
            some.columns().forEach(column -> cells.add(new ArrayList<>()));
        }
        for (int column = 0; column < columns.size(); column++) {
            cells.get(column).addAll(some.data().get(column));
        }
    }

    private Set<String> coins() {
        Set<String> coins = new LinkedHashSet<>();
        Series.column(site.data(TOP_COINS, new TreeMap<>()), COIN_ID).forEach(cell -> coins.add(cell.text()));
        return coins;
    }

    private void writeCoin(String coin) {
        for (String analysis : OF_A_COIN) {
            if (has(analysis)) {
                data.answer(List.of("data", analysis), new TreeMap<>(Map.of(COIN_ID, coin)))
                        .ifPresent(answer -> folder.answer("data/" + analysis + "/" + coin, answer));
            }
        }
    }
}
