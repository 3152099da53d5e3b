package dev.caravan.web;

import dev.caravan.docs.Json;
import dev.caravan.pipeline.site.Site;
import dev.caravan.project.CaravanException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what the page asks, before its first reader does: what a process or a warehouse is asked for the first time, it answers
 * slowly. Takes a few seconds at most, and less where there is little to show.
 */
public final class FirstAnswers {
    private static final Logger log = LoggerFactory.getLogger(FirstAnswers.class);

    private static final List<List<String>> FIRST_VIEW = List.of(
            List.of("site"), List.of("catalog"), List.of("data", "market_caps"), List.of("data", Series.ANALYSIS));
    /** Its layout is the longest work of all, and the same for everybody. */
    private static final List<String> LINEAGE = List.of("lineage");

    private static final List<String> CANDLES = List.of("data", "candles");
    private static final Duration LONGEST = Duration.ofSeconds(4);
    /** In seconds, as the page has them; it shows up to five hundred, and asks for as many before and behind them. */
    private static final List<Integer> BUCKETS = List.of(60, 300, 900, 1_800, 7_200, 86_400);

    private static final int CANDLES_ASKED = 1_500;
    private static final int SERIES_ASKED = 2;

    private final Site site;
    private final PageData data;
    private final Json json = new Json();

    /** @param data what answers the readers, since it remembers what takes long to make */
    public FirstAnswers(Site site, PageData data) {
        this.site = site;
        this.data = data;
    }

    /** Whoever looks later is told what is wrong; here it only means that there is nothing to get ready. */
    public void ask() {
        try {
            FIRST_VIEW.forEach(path -> ask(path, new TreeMap<>()));
            candles();
            ask(LINEAGE, new TreeMap<>());
        } catch (CaravanException e) {
            log.debug("the page is not made ready: {}", e.getMessage());
        }
    }

    private void candles() {
        long end = System.nanoTime() + LONGEST.toNanos();
        List<Series> all = Series.of(site, "minute"::equals);
        for (Series series : all.subList(0, Math.min(SERIES_ASKED, all.size()))) {
            for (int bucket : BUCKETS) {
                if (System.nanoTime() < end) {
                    candles(series, bucket);
                }
            }
        }
    }

    private void candles(Series series, int bucket) {
        ask(
                CANDLES,
                new TreeMap<>(Map.of(
                        "market", series.market(),
                        "symbol", series.symbol(),
                        "from",
                                series.last()
                                        .minusSeconds((long) CANDLES_ASKED * bucket)
                                        .toString(),
                        "to", series.last().toString(),
                        "bucket_seconds", Integer.toString(bucket))));
    }

    private void ask(List<String> path, SortedMap<String, String> parameters) {
        data.answer(path, parameters).ifPresent(json::text);
    }
}
