package dev.caravan.docs.diagram;

import static java.util.stream.Collectors.joining;

import dev.caravan.compile.Relationship;
import dev.caravan.docs.diagram.DiagramLayout.Box;
import dev.caravan.docs.diagram.DiagramLayout.Line;
import dev.caravan.docs.star.Star;
import dev.caravan.docs.star.StarTable;
import java.util.List;

/**
 * Draws the star as an entity diagram: one SVG that needs no other file, has text as text, and shows light or dark as its
 * reader likes it. The same star gives the same text.
 */
public final class StarDiagram {
    private static final String SCHEMA = "star";

    private final Star star;
    private final DiagramLayout layout;
    private final Svg svg;

    private StarDiagram(Star star, boolean allColumns) {
        this.star = star;
        layout = DiagramLayout.of(DiagramTable.of(star, allColumns), star.relationships());
        svg = new Svg();
    }

    /** Tables with the columns that are keys or point at one. */
    public static String svg(Star star) {
        return new StarDiagram(onlyStar(star), false).text();
    }

    /** Tables with all of their columns. */
    public static String svgOfAllColumns(Star star) {
        return new StarDiagram(onlyStar(star), true).text();
    }

    /** Marts point at nothing, and would only stand beside the picture. */
    private static Star onlyStar(Star star) {
        List<StarTable> tables = star.tables().stream()
                .filter(table -> table.relation().schema().equals(SCHEMA))
                .toList();
        List<Relationship> relationships = star.relationships().stream()
                .filter(one -> tables.stream().anyMatch(table -> table.id().equals(one.from()))
                        && tables.stream().anyMatch(table -> table.id().equals(one.to())))
                .toList();
        return new Star(tables, relationships);
    }

    private String text() {
        svg.open(layout.width(), layout.height(), "Entity diagram of the star", summary());
        layout.lines().forEach(this::draw);
        layout.boxes().forEach(this::draw);
        return svg.close();
    }

    /** For those who do not see it. */
    private String summary() {
        String tables = star.tables().stream().map(StarTable::name).collect(joining(", "));
        String lines = star.relationships().stream()
                .map(one -> star.table(one.from()).name() + "." + one.column() + " points at "
                        + star.table(one.to()).name() + "." + one.toColumn())
                .collect(joining("; "));
        return "Tables: " + tables + ". " + lines + (lines.isEmpty() ? "" : ".");
    }

    private void draw(Line line) {
        svg.group("edge", line.title());
        svg.path(line.points());
        svg.crowsFoot(line.many(), line.manyDirection());
        svg.oneBar(line.one(), line.oneDirection());
        svg.end();
    }

    private void draw(Box box) {
        DiagramTable table = box.table();
        svg.group("table " + table.sort(), table.description());
        svg.card(box.x(), box.y(), table.width(), table.height(), DiagramTable.HEADER);
        svg.text("name", box.x() + DiagramTable.SIDE, box.y() + DiagramTable.NAME_LINE, table.name());
        double y = box.y() + DiagramTable.HEADER;
        for (DiagramTable.Line line : table.lines()) {
            double baseline = y + DiagramTable.BASELINE;
            if (!line.badge().isEmpty()) {
                svg.badge(line.badge(), box.x() + DiagramTable.SIDE, y + DiagramTable.LINE / 2);
            }
            svg.text(line.style(), box.x() + DiagramTable.TEXT_LEFT, baseline, line.name());
            svg.textToTheRight("type", box.x() + table.width() - DiagramTable.SIDE, baseline, line.type());
            y += DiagramTable.LINE;
        }
        svg.end();
    }
}
