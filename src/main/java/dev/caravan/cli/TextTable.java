package dev.caravan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Rows under a header, each column as wide as its widest cell. Widths count code points, control characters are shown. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<Align> columns;
    private final List<List<String>> lines = new ArrayList<>();

    enum Align {
        LEFT,
        RIGHT
    }

    TextTable(List<String> header, List<Align> columns) {
        this.columns = List.copyOf(columns);
        lines.add(List.copyOf(header));
    }

    void add(List<String> cells) {
        lines.add(cells.stream().map(Printable::word).toList());
    }

    void print(Consumer<String> print) {
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(line.get(i)));
            }
        }
        print.accept(render(lines.get(0), widths));
        print.accept(rule(widths));
        lines.stream().skip(1).forEach(line -> print.accept(render(line, widths)));
    }

    private String render(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - length(line.get(i)));
            text.append(i == 0 ? "" : GAP)
                    .append(columns.get(i) == Align.RIGHT ? padding + line.get(i) : line.get(i) + padding);
        }
        return text.toString().stripTrailing();
    }

    private static String rule(int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int width : widths) {
            text.append(text.isEmpty() ? "" : GAP).append("─".repeat(width));
        }
        return text.toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
