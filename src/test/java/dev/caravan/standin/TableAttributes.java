package dev.caravan.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where and how Redshift keeps a table's rows: what its DDL says, and PostgreSQL does not know. */
final class TableAttributes {
    private final Map<String, String> encodings = new TreeMap<>();
    private final List<String> sortKeys = new ArrayList<>();
    private String distStyle = "";
    private String distKey = "";
    private String sortStyle = "";

    void encode(String column, String encoding) {
        encodings.put(column, encoding);
    }

    void distributeBy(String column) {
        distKey = column;
        distStyle = "KEY(" + column + ")";
    }

    void distribute(String style) {
        distStyle = style.toUpperCase(java.util.Locale.ROOT);
    }

    void sortBy(String style, List<String> columns) {
        sortStyle = style;
        sortKeys.clear();
        sortKeys.addAll(columns);
    }

    void sortAlsoBy(String column) {
        sortKeys.add(column);
    }

    /** Columns that must be there for the attributes to hold. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(sortKeys);
        if (!distKey.isEmpty()) {
            columns.add(distKey);
        }
        return columns;
    }

    String noteSql(Sql.Name table) {
        return "select pg_standin.note_table(" + Sql.literal(table.render()) + "::regclass::oid, " + literal(distStyle)
                + ", " + literal(distKey) + ", " + literal(sortStyle) + ", "
                + (sortKeys.isEmpty()
                        ? "null"
                        : "array[" + sortKeys.stream().map(Sql::literal).collect(Collectors.joining(", ")) + "]")
                + ", "
                + (encodings.isEmpty()
                        ? "null"
                        : "jsonb_build_object("
                                + encodings.entrySet().stream()
                                        .map(entry ->
                                                Sql.literal(entry.getKey()) + ", " + Sql.literal(entry.getValue()))
                                        .collect(Collectors.joining(", "))
                                + ")")
                + ")";
    }

    private static String literal(String text) {
        return text.isEmpty() ? "null" : Sql.literal(text);
    }
}
