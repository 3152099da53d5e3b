package dev.caravan.warehouse;

import static java.util.stream.Collectors.joining;

import dev.caravan.sql.Column;
import dev.caravan.sql.Dialect;
import dev.caravan.sql.SqlType.Kind;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a select around another one that cuts its texts off; keeps the order of its rows, which the databases it is for do
 * too. For adapters alone.
 *
 * @param text the database's name of a text without limit
 */
public record ShortTexts(Dialect dialect, String text) {

    /** @param columns what the select gives; their names need not be unique */
    public String of(String select, List<Column> columns, int maxCharacters) {
        List<String> places = IntStream.range(0, columns.size())
                .mapToObj(column -> dialect.quote("c" + column))
                .toList();
        String cut = IntStream.range(0, columns.size())
                .mapToObj(column -> cut(places.get(column), columns.get(column), maxCharacters) + " as "
                        + dialect.quote(columns.get(column).name()))
                .collect(joining(", "));
        return "select " + cut + "\nfrom (\n" + SqlTokens.withoutEnd(select) + "\n) as caravan__query ("
                + String.join(", ", places) + ")";
    }

    private String cut(String place, Column column, int maxCharacters) {
        Kind kind = column.type().kind();
        // One more tells a text that was cut off.
        return kind == Kind.VARCHAR || kind == Kind.OTHER
                ? "left(cast(" + place + " as " + text + "), " + (maxCharacters + 1) + ")"
                : place;
    }
}
