package dev.caravan.web;

import dev.caravan.pipeline.site.Cell;
import dev.caravan.pipeline.site.Columnar;
import dev.caravan.pipeline.site.ResultColumn;
import dev.caravan.pipeline.site.Site;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A series of candles of a project that has such an analysis, and the time that it covers. */
record Series(String market, String symbol, Instant first, Instant last) {
    static final String ANALYSIS = "series";

    String name() {
        return market + "-" + symbol;
    }

    /** The series of some intervals, each with the time that any of these covers. */
    static List<Series> of(Site site, Predicate<String> interval) {
        Columnar found = site.data(ANALYSIS, new TreeMap<>());
        List<Cell> markets = column(found, "market");
        List<Cell> symbols = column(found, "symbol");
        List<Cell> intervals = column(found, "interval_name");
        List<Cell> firsts = column(found, "first_opened_at");
        List<Cell> lasts = column(found, "last_opened_at");
        SortedMap<String, Series> series = new TreeMap<>();
        for (int row = 0; row < markets.size(); row++) {
            if (interval.test(intervals.get(row).text())) {
                Series one = new Series(
                        markets.get(row).text(),
                        symbols.get(row).text(),
                        ((Cell.Time) firsts.get(row)).value(),
                        ((Cell.Time) lasts.get(row)).value());
                series.merge(one.name(), one, Series::with);
            }
        }
        return List.copyOf(series.values());
    }

    /** A column by its name; empty where there is none. */
    static List<Cell> column(Columnar found, String name) {
        List<String> names = found.columns().stream().map(ResultColumn::name).toList();
        int place = names.indexOf(name);
        return place < 0 ? List.of() : found.data().get(place);
    }

    private Series with(Series other) {
        return new Series(
                market,
                symbol,
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last);
    }
}
