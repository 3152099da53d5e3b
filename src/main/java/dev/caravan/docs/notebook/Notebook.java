package dev.caravan.docs.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.compile.Measure;
import dev.caravan.docs.export.Address;
import dev.caravan.docs.export.Json;
import dev.caravan.docs.star.Star;
import dev.caravan.docs.star.StarColumn;
import dev.caravan.docs.star.StarTable;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import dev.caravan.sql.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A notebook over a star: what is in it, a diagram, and the project's own queries and pictures. */
public final class Notebook {
    private static final int MINOR_FORMAT = 5;

    private final Project project;
    private final Star star;
    private final Dialect dialect;
    private final Address address;
    private final Optional<String> picture;

    /** @param picture the entity diagram as SVG; without it JupyterLab draws one from text */
    public Notebook(Project project, Star star, Dialect dialect, Address address, Optional<String> picture) {
        this.project = project;
        this.star = star;
        this.dialect = dialect;
        this.address = address;
        this.picture = picture;
    }

    /** @throws CaravanException where a file of {@code notebooks/} cannot be read */
    public String text() {
        List<Cell> cells = new ArrayList<>();
        cells.add(introduction());
        cells.add(Connection.of(dialect.name(), address));
        cells.add(diagram());
        cells.add(Cell.text("## Tables\n\nRows of each, and then its columns."));
        cells.add(counts());
        star.tables().forEach(table -> cells.add(Cell.text(columns(table))));
        measures().ifPresent(cells::add);
        for (Path file : examples()) {
            cells.addAll(PercentCells.of(read(file)));
        }
        return Json.text(json(cells));
    }

    private static Json json(List<Cell> cells) {
        List<Json> numbered = new ArrayList<>();
        for (Cell cell : cells) {
            numbered.add(cell.json(numbered.size() + 1));
        }
        return Json.object()
                .put("cells", numbered)
                .put(
                        "metadata",
                        Json.object()
                                .put(
                                        "kernelspec",
                                        Json.object()
                                                .put("display_name", "Python 3")
                                                .put("language", "python")
                                                .put("name", "python3"))
                                .put("language_info", Json.object().put("name", "python")))
                .put("nbformat", 4)
                .put("nbformat_minor", MINOR_FORMAT);
    }

    private Cell introduction() {
        return Cell.text(
                """
                # The warehouse

                Written by `caravan export notebook`: what the tables of the warehouse mean, and queries to begin with. It is
                yours to change; another export with the same `--output` writes over it.

                It needs Python 3.10 or newer, JupyterLab and these packages:

                    pip install jupyterlab %s
                """
                        .formatted(Connection.packages(dialect.name())));
    }

    private Cell diagram() {
        String heading = "## How the tables hang together\n\n";
        return picture.map(svg -> Cell.picture(heading + "![entity diagram](attachment:" + Cell.PICTURE + ")", svg))
                .orElseGet(() -> Cell.text(heading + EntityDiagram.of(star)));
    }

    private Cell counts() {
        List<String> selects = star.tables().stream()
                .map(table -> "select " + dialect.literal(table.relation().toString())
                        + " as relation, count(*) as row_count from "
                        + table.relation().render(dialect))
                .toList();
        return Cell.code(
                "query(\n    \"\"\"\n    " + String.join("\n    union all\n    ", selects) + "\n    \"\"\"\n)");
    }

    private String columns(StarTable table) {
        StringBuilder text = new StringBuilder("### " + table.relation() + "\n\n" + escaped(table.description())
                + "\n\n| column | type | key | description |\n| --- | --- | --- | --- |\n");
        for (StarColumn column : table.columns()) {
            text.append("| `")
                    .append(column.name())
                    .append("` | ")
                    .append(column.type().map(Object::toString).orElse(""))
                    .append(" | ")
                    .append(keys(table, column.name()))
                    .append(" | ")
                    .append(escaped(column.description()))
                    .append(" |\n");
        }
        return text.toString();
    }

    private String keys(StarTable table, String column) {
        List<String> keys = new ArrayList<>();
        if (table.isPartOfKey(column)) {
            keys.add("key");
        }
        star.relationships().stream()
                .filter(one -> one.from().equals(table.id()) && one.column().equals(column))
                .forEach(one -> keys.add("of " + star.table(one.to()).name()));
        return String.join(", ", keys);
    }

    private Optional<Cell> measures() {
        StringBuilder text = new StringBuilder(
                "## Measures\n\nAs declared beside the models; exports for reporting tools have them by these names.\n\n"
                        + "| measure | of | meaning |\n| --- | --- | --- |\n");
        List<String> rows = star.tables().stream()
                .flatMap(table -> table.measures().stream().map(measure -> row(table, measure)))
                .toList();
        rows.forEach(text::append);
        return rows.isEmpty() ? Optional.empty() : Optional.of(Cell.text(text.toString()));
    }

    private static String row(StarTable table, Measure measure) {
        return "| " + escaped(measure.name()) + " | " + table.name() + " | " + escaped(measure.description()) + " |\n";
    }

    /** In a table of Markdown. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("\n", " ");
    }

    private List<Path> examples() {
        Path directory = project.root().resolve("notebooks");
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".py"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private CaravanException unreadable(Path file, IOException failure) {
        return new CaravanException(
                Problem.at(Place.of(project.relative(file)), "cannot be read: " + failure.getMessage(), ""), failure);
    }
}
