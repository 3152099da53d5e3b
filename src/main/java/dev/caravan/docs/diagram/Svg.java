package dev.caravan.docs.diagram;

import dev.caravan.docs.diagram.DiagramLayout.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Writes the shapes of a diagram. Every text that comes in is escaped, and what XML cannot hold is left out. Attributes say
 * the plain colours too: a reader that knows no style sheets, or is told to heed none, sees a light picture.
 */
final class Svg {
    private static final double CORNER = 10;
    private static final double FOOT_LENGTH = 12;
    private static final double FOOT_WIDTH = 6;
    private static final double BAR_AT = 9;
    private static final double BADGE_WIDTH = 26;
    private static final double BADGE_HEIGHT = 16;
    private static final double BADGE_BASELINE = 4;

    private static final String STYLE =
            """
            svg { --page: #ffffff; --card: #ffffff; --line: #d7dde5; --text: #1b2430; --soft: #5d6b7c; --edge: #7c8a9c;
              --fact: #b45309; --fact-soft: #fdf1e3; --dimension: #1d5fbf; --dimension-soft: #e8f0fd;
              --bridge: #6d3fc0; --bridge-soft: #f1ebfc; --other: #3f6b5c; --other-soft: #e7f3ee; }
            @media (prefers-color-scheme: dark) {
              svg { --page: #10151c; --card: #18202a; --line: #334050; --text: #e6ebf2; --soft: #9aa8ba; --edge: #8394a8;
                --fact: #f3b26b; --fact-soft: #3a2a17; --dimension: #86b6ff; --dimension-soft: #1a2d4a;
                --bridge: #c3a5ff; --bridge-soft: #2e2348; --other: #8fd0b8; --other-soft: #1b3630; }
            }
            .page { fill: var(--page); }
            text { font-family: ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
              font-size: 13px; fill: var(--text); }
            .card { fill: var(--card); stroke: var(--line); }
            .fact { --accent: var(--fact); --soft-accent: var(--fact-soft); }
            .dimension { --accent: var(--dimension); --soft-accent: var(--dimension-soft); }
            .bridge { --accent: var(--bridge); --soft-accent: var(--bridge-soft); }
            .other { --accent: var(--other); --soft-accent: var(--other-soft); }
            .head { fill: var(--soft-accent); stroke: var(--line); }
            .name { font-weight: 650; font-size: 14px; fill: var(--accent); }
            .key { font-weight: 600; }
            .type, .more { fill: var(--soft); font-size: 12px; }
            .badge { fill: none; stroke: var(--accent); stroke-opacity: .55; }
            .badge-text { fill: var(--accent); font-size: 10px; font-weight: 650; }
            .edge path { fill: none; stroke: var(--edge); stroke-width: 1.5; stroke-linejoin: round;
              stroke-linecap: round; }
            .edge:hover path { stroke: var(--text); stroke-width: 2; }
            """;

    private final StringBuilder text = new StringBuilder();

    void open(double width, double height, String title, String description) {
        text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title description\""
                        + " font-family=\"sans-serif\" font-size=\"13\" fill=\"#1b2430\"")
                .append(" width=\"" + number(width) + "\" height=\"" + number(height) + "\"")
                .append(" viewBox=\"0 0 " + number(width) + " " + number(height) + "\">\n")
                .append("<title id=\"title\">" + escaped(title) + "</title>\n")
                .append("<desc id=\"description\">" + escaped(description) + "</desc>\n")
                .append("<style>\n" + STYLE + "</style>\n")
                .append("<rect class=\"page\" fill=\"#ffffff\" width=\"100%\" height=\"100%\"/>\n");
    }

    String close() {
        return text.append("</svg>\n").toString();
    }

    /** @param title what a reader is told who points at it; none where it is empty */
    void group(String classes, String title) {
        text.append("<g class=\"" + escaped(classes) + "\">");
        if (!title.isEmpty()) {
            text.append("<title>" + escaped(title) + "</title>");
        }
        text.append('\n');
    }

    void end() {
        text.append("</g>\n");
    }

    void card(double x, double y, double width, double height, double header) {
        text.append("<rect class=\"card\" fill=\"#ffffff\" stroke=\"#d7dde5\" x=\"" + number(x) + "\" y=\"" + number(y)
                + "\" width=\"" + number(width) + "\" height=\"" + number(height) + "\" rx=\"" + number(CORNER)
                + "\"/>\n");
        text.append("<path class=\"head\" fill=\"#eef2f7\" stroke=\"#d7dde5\" d=\"M" + at(x, y + header) + "V"
                + number(y + CORNER) + "Q" + at(x, y) + " "
                + at(x + CORNER, y) + "H" + number(x + width - CORNER) + "Q" + at(x + width, y) + " "
                + at(x + width, y + CORNER) + "V" + number(y + header) + "Z\"/>\n");
    }

    void badge(String word, double x, double middle) {
        text.append("<rect class=\"badge\" fill=\"none\" stroke=\"#7c8a9c\" x=\"" + number(x) + "\" y=\""
                + number(middle - BADGE_HEIGHT / 2) + "\" width=\"" + number(BADGE_WIDTH) + "\" height=\""
                + number(BADGE_HEIGHT) + "\" rx=\"4\"/>\n");
        text(
                "badge-text",
                " font-size=\"10\" text-anchor=\"middle\"",
                x + BADGE_WIDTH / 2,
                middle + BADGE_BASELINE,
                word);
    }

    void text(String classes, double x, double y, String words) {
        text(classes, "", x, y, words);
    }

    private void text(String classes, String attributes, double x, double y, String words) {
        if (!words.isEmpty()) {
            text.append("<text class=\"" + escaped(classes) + "\"" + attributes + " x=\"" + number(x) + "\" y=\""
                    + number(y) + "\">" + escaped(words) + "</text>\n");
        }
    }

    /** Ends at {@code x}. */
    void textToTheRight(String classes, double x, double y, String words) {
        text(classes, " text-anchor=\"end\"", x, y, words);
    }

    /** A line with rounded corners. */
    void path(List<Point> points) {
        StringBuilder path = new StringBuilder("M" + at(points.get(0)));
        for (int i = 1; i < points.size() - 1; i++) {
            Point corner = points.get(i);
            path.append("L" + at(towards(corner, points.get(i - 1))) + "Q" + at(corner) + " "
                    + at(towards(corner, points.get(i + 1))));
        }
        draw(path.append("L" + at(points.get(points.size() - 1))).toString());
    }

    /** Three toes at a table's edge: many rows. */
    void crowsFoot(Point end, int direction) {
        double heel = end.x() + direction * FOOT_LENGTH;
        draw("M" + at(end.x(), end.y() - FOOT_WIDTH) + "L" + at(heel, end.y()) + "L"
                + at(end.x(), end.y() + FOOT_WIDTH));
    }

    /** A bar across the line: one row. */
    void oneBar(Point end, int direction) {
        double x = end.x() + direction * BAR_AT;
        draw("M" + at(x, end.y() - FOOT_WIDTH) + "V" + number(end.y() + FOOT_WIDTH));
    }

    private void draw(String path) {
        text.append("<path fill=\"none\" stroke=\"#7c8a9c\" d=\"" + path + "\"/>\n");
    }

    private static Point towards(Point from, Point to) {
        double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
        double share = Math.min(CORNER, length / 2) / Math.max(length, 1);
        return new Point(from.x() + (to.x() - from.x()) * share, from.y() + (to.y() - from.y()) * share);
    }

    private static String at(Point point) {
        return at(point.x(), point.y());
    }

    private static String at(double x, double y) {
        return number(x) + "," + number(y);
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    static String escaped(String words) {
        StringBuilder escaped = new StringBuilder();
        words.codePoints().filter(Svg::isOfXml).forEach(character -> {
            switch (character) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    /** XML 1.0, "Characters". */
    private static boolean isOfXml(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
