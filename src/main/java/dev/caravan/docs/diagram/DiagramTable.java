package dev.caravan.docs.diagram;

import static java.util.Objects.requireNonNull;

import dev.caravan.compile.Relationship;
import dev.caravan.docs.star.Star;
import dev.caravan.docs.star.StarColumn;
import dev.caravan.docs.star.StarTable;
import dev.caravan.graph.NodeId;
import dev.caravan.sql.SqlType;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as it is drawn: a header and lines below it. Lengths are pixels.
 *
 * @param sort {@code fact}, {@code dimension}, {@code bridge} or {@code other}, which colours it
 */
record DiagramTable(NodeId id, String name, String description, String sort, double width, List<Line> lines) {
    static final double HEADER = 36;
    static final double LINE = 26;
    static final double SIDE = 14;
    static final double NAME_LINE = 23;
    static final double BASELINE = 17.5;
    static final double TEXT_LEFT = 48;
    private static final double FOOT = 6;
    private static final double BOLD_LETTER = 8.6;
    private static final double LETTER = 7.4;
    private static final double SMALL_LETTER = 6.6;
    private static final double GAP = 28;
    private static final double LEAST_WIDTH = 210;

    /**
     * A line below the header.
     *
     * @param column the column's name; empty where the line is none
     * @param badge {@code PK} or {@code FK}, or empty
     */
    record Line(String column, String name, String type, String badge, String style) {}

    DiagramTable {
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        requireNonNull(description, "description is null");
        requireNonNull(sort, "sort is null");
        lines = List.copyOf(lines);
    }

    /** The tables of a star, all of one width. */
    static List<DiagramTable> of(Star star, boolean allColumns) {
        List<DiagramTable> tables =
                star.tables().stream().map(table -> of(star, table, allColumns)).toList();
        double widest = tables.stream().mapToDouble(DiagramTable::width).max().orElse(LEAST_WIDTH);
        return tables.stream().map(table -> table.withWidth(widest)).toList();
    }

    private static DiagramTable of(Star star, StarTable table, boolean allColumns) {
        List<Line> lines = new ArrayList<>();
        int left = 0;
        for (StarColumn column : table.columns()) {
            String badge = badge(star, table, column.name());
            if (allColumns || !badge.isEmpty() || star.isRelated(table.id(), column.name())) {
                lines.add(new Line(
                        column.name(),
                        column.name(),
                        column.type().map(SqlType::toString).orElse(""),
                        badge,
                        badge.equals("PK") ? "key" : "column"));
            } else {
                left++;
            }
        }
        if (left > 0) {
            lines.add(new Line("", left == 1 ? "1 more column" : left + " more columns", "", "", "more"));
        }
        return new DiagramTable(
                table.id(), table.name(), table.description(), sort(star, table), widthOf(table.name(), lines), lines);
    }

    private DiagramTable withWidth(double other) {
        return new DiagramTable(id, name, description, sort, other, lines);
    }

    private static String badge(Star star, StarTable table, String column) {
        boolean points = star.relationships().stream()
                .anyMatch(one -> one.from().equals(table.id()) && one.column().equals(column));
        if (points && !table.keys().contains(List.of(column))) {
            return "FK";
        }
        return table.isPartOfKey(column) ? "PK" : points ? "FK" : "";
    }

    /** Told by the names that models of a star have; what else points somewhere joins. */
    private static String sort(Star star, StarTable table) {
        if (table.name().startsWith("fct_")) {
            return "fact";
        }
        if (table.name().startsWith("dim_")) {
            return "dimension";
        }
        List<Relationship> all = star.relationships();
        return all.stream().anyMatch(one -> one.from().equals(table.id())) ? "bridge" : "other";
    }

    private static double widthOf(String name, List<Line> lines) {
        double widest = lines.stream()
                .mapToDouble(line -> TEXT_LEFT
                        + line.name().length() * LETTER
                        + (line.type().isEmpty() ? 0 : GAP + line.type().length() * SMALL_LETTER)
                        + SIDE)
                .max()
                .orElse(0);
        return Math.ceil(Math.max(Math.max(LEAST_WIDTH, widest), name.length() * BOLD_LETTER + 2 * SIDE));
    }

    double height() {
        return HEADER + lines.size() * LINE + FOOT;
    }

    /** The middle of a column's line, from the top of the table. */
    double middleOf(String column) {
        for (int place = 0; place < lines.size(); place++) {
            if (lines.get(place).column().equals(column)) {
                return HEADER + place * LINE + LINE / 2;
            }
        }
        return HEADER / 2;
    }
}
