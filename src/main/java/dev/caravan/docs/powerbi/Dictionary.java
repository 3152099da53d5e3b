package dev.caravan.docs.powerbi;

import static java.util.stream.Collectors.joining;

import dev.caravan.docs.star.Star;
import dev.caravan.docs.star.StarColumn;
import dev.caravan.docs.star.StarTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What every column means, as a table of the model: rows that stand in the model itself, asked of no warehouse. */
final class Dictionary {
    static final String NAME = "Data dictionary";
    static final List<String> COLUMNS = List.of("Table name", "Column name", "Type", "Key", "Description");
    private static final String POSITION = "Position";

    private Dictionary() {}

    static String of(Star star) {
        Tmdl tmdl = new Tmdl()
                .describe("What every table and column means.")
                .begin("table " + Tmdl.name(NAME))
                .property("lineageTag", Ids.of("dictionary"))
                .line("");
        column(tmdl, POSITION, "int64", true);
        COLUMNS.forEach(name -> column(tmdl, name, "string", false));
        tmdl.begin("partition " + Tmdl.name(NAME) + " = m")
                .property("mode", "import")
                .expression("source", rows(star))
                .end();
        return tmdl.line("annotation PBI_ResultType = Table").text();
    }

    private static void column(Tmdl tmdl, String name, String type, boolean hidden) {
        tmdl.begin("column " + Tmdl.name(name)).property("dataType", type);
        if (hidden) {
            tmdl.flag("isHidden");
        }
        tmdl.property("lineageTag", Ids.of("dictionary", name))
                .property("summarizeBy", "none")
                .property("sourceColumn", name)
                .line("")
                .line("annotation SummarizationSetBy = User")
                .end();
    }

    private static String rows(Star star) {
        List<String> rows = star.tables().stream()
                .flatMap(table -> Stream.concat(
                        Stream.of(row(table.name(), "", "", "", table.description())),
                        table.columns().stream().map(column -> row(star, table, column))))
                .toList();
        StringBuilder numbered = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            numbered.append(i == 0 ? "" : ",\n")
                    .append("        {")
                    .append(i + 1)
                    .append(", ")
                    .append(rows.get(i))
                    .append('}');
        }
        return """
                let
                    Rows = #table(type table [%s], {
                %s
                    })
                in
                    Rows"""
                .formatted(
                        Stream.concat(
                                        Stream.of(POSITION + " = Int64.Type"),
                                        COLUMNS.stream().map(name -> "#" + Connector.literal(name) + " = text"))
                                .collect(joining(", ")),
                        numbered);
    }

    private static String row(Star star, StarTable table, StarColumn column) {
        return row(
                table.name(),
                column.name(),
                column.type().map(Object::toString).orElse(""),
                key(star, table, column.name()),
                column.description());
    }

    private static String key(Star star, StarTable table, String column) {
        Optional<String> pointsAt = star.relationships().stream()
                .filter(one -> one.from().equals(table.id()) && one.column().equals(column))
                .map(one -> "of " + star.table(one.to()).name())
                .findFirst();
        String own = table.isPartOfKey(column) ? "key" : "";
        return pointsAt.map(other -> own.isEmpty() ? other : own + ", " + other).orElse(own);
    }

    private static String row(String... texts) {
        return Stream.of(texts).map(Connector::literal).collect(joining(", "));
    }
}
