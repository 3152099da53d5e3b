package dev.caravan.pipeline.site;

import dev.caravan.sql.Column;
import dev.caravan.warehouse.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of a warehouse as cells. */
final class Cells {
    private Cells() {}

    static List<Cell> of(Row row, List<Column> columns) {
        List<Cell> cells = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            cells.add(cell(row, i + 1, columns.get(i)));
        }
        return cells;
    }

    private static Cell cell(Row row, int place, Column column) {
        return switch (column.type().kind()) {
            case TIMESTAMP, TIMESTAMP_TZ ->
                row.instant(place).<Cell>map(Cell.Time::new).orElse(Cell.Nothing.NULL);
            case SMALLINT, INTEGER, BIGINT -> read(row, place, text -> new Cell.Whole(Long.parseLong(text)));
            case DECIMAL -> read(row, place, Cells::decimal);
            case DOUBLE -> read(row, place, Cells::floating);
            case BOOLEAN -> read(row, place, text -> new Cell.Flag(Boolean.parseBoolean(text)));
            case DATE -> read(row, place, text -> new Cell.Day(LocalDate.parse(text)));
            case VARCHAR, OTHER -> read(row, place, Cell.Text::new);
        };
    }

    private static Cell read(Row row, int place, Reading reading) {
        Optional<String> text = row.text(place);
        return text.isEmpty() ? Cell.Nothing.NULL : reading.of(text.get());
    }

    /** PostgreSQL's numeric may be no number at all. */
    private static Cell decimal(String text) {
        try {
            return new Cell.Decimal(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return floating(text);
        }
    }

    private static Cell floating(String text) {
        try {
            return new Cell.Floating(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return new Cell.Text(text);
        }
    }

    private interface Reading {
        Cell of(String text);
    }
}
