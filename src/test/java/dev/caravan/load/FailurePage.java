package dev.caravan.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table of {@code docs/failures.md}. */
final class FailurePage {
    private static final Path FILE = Path.of("docs/failures.md");

    private FailurePage() {}

    /** Message and remedy as one warehouse tells them, each a row of the page. */
    record Row(String message, String remedy) {
        @Override
        public String toString() {
            return message + " | " + remedy;
        }
    }

    /** @param warehouse a column of the table */
    static List<Row> rows(String warehouse) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<String> columns = List.of();
        for (String line : Files.readAllLines(FILE)) {
            List<String> cells = cells(line);
            if (cells.contains(warehouse)) {
                columns = cells;
            } else if (!cells.isEmpty()
                    && cells.get(0).startsWith("`")
                    && cells.get(columns.indexOf(warehouse)).equals("yes")) {
                String remedy = cells.get(columns.indexOf("what to do"));
                // in brackets stands what the message does not say
                rows.add(new Row(
                        cells.get(0).substring(1, cells.get(0).length() - 1), remedy.startsWith("(") ? "" : remedy));
            }
        }
        return rows;
    }

    private static List<String> cells(String line) {
        if (!line.startsWith("| ")) {
            return List.of();
        }
        return List.of(line.substring(2, line.length() - 2).split(" \\| ", -1));
    }
}
