package dev.caravan.pipeline.pages;

import dev.caravan.pipeline.site.Cell;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cells as JSON has them: nothing is {@code null}. */
final class Cells {
    private Cells() {}

    /** For people: decimals keep all their digits as texts, times are ISO texts, whole numbers are numbers. */
    static List<List<Optional<Object>>> forTables(List<List<Cell>> cells) {
        return each(cells, Cells::forTable);
    }

    /** For charts: all numbers are numbers, and times are milliseconds since 1970. */
    static List<List<Optional<Object>>> forCharts(List<List<Cell>> cells) {
        return each(cells, Cells::forChart);
    }

    private static List<List<Optional<Object>>> each(List<List<Cell>> cells, Function<Cell, Optional<Object>> as) {
        return cells.stream().map(some -> some.stream().map(as).toList()).toList();
    }

    private static Optional<Object> forTable(Cell cell) {
        if (cell instanceof Cell.Nothing) {
            return Optional.empty();
        }
        if (cell instanceof Cell.Whole whole) {
            return Optional.of(whole.value());
        }
        return Optional.of(cell instanceof Cell.Flag flag ? (Object) flag.value() : cell.text());
    }

    private static Optional<Object> forChart(Cell cell) {
        if (cell instanceof Cell.Decimal decimal) {
            return Optional.of(decimal.value());
        }
        if (cell instanceof Cell.Floating floating) {
            // JSON has no word for the others
            return Optional.<Object>of(floating.value()).filter(value -> Double.isFinite(floating.value()));
        }
        if (cell instanceof Cell.Time time) {
            return Optional.of(time.value().toEpochMilli());
        }
        if (cell instanceof Cell.Day day) {
            return Optional.of(
                    day.value().atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        }
        return forTable(cell);
    }
}
