package dev.caravan.docs.notebook;

import java.util.ArrayList;
import java.util.List;

/**
 * Cells of a Python file in the percent format, which editors know (jupytext.readthedocs.io, "percent format"): a cell
 * begins at {@code # %%}, a text at {@code # %% [markdown]}, and each line of a text at {@code #}. What stands before the first
 * is for whoever edits the file.
 */
final class PercentCells {
    private static final String MARK = "# %%";

    private PercentCells() {}

    static List<Cell> of(String python) {
        List<Cell> cells = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        boolean begun = false;
        boolean isText = false;
        for (String line : python.lines().toList()) {
            if (line.startsWith(MARK)) {
                add(lines, isText, cells);
                lines.clear();
                begun = true;
                isText = line.contains("[markdown]");
            } else if (begun) {
                lines.add(line);
            }
        }
        add(lines, isText, cells);
        return cells;
    }

    private static void add(List<String> lines, boolean isText, List<Cell> cells) {
        if (lines.stream().allMatch(String::isBlank)) {
            return;
        }
        cells.add(
                isText
                        ? Cell.text(String.join(
                                "\n",
                                lines.stream()
                                        .map(line -> line.replaceFirst("^# ?", ""))
                                        .toList()))
                        : Cell.code(String.join("\n", lines)));
    }
}
