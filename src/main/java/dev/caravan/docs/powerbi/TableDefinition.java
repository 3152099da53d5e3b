package dev.caravan.docs.powerbi;

import dev.caravan.compile.Measure;
import dev.caravan.docs.star.Star;
import dev.caravan.docs.star.StarColumn;
import dev.caravan.docs.star.StarTable;
import dev.caravan.sql.SqlType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One table of the star in TMDL: measures, columns, and the query that fills it. */
final class TableDefinition {
    private static final String BATCH = "batch_id";
    /** Where a row comes from: for those who look for a mistake, and in everybody else's way. */
    private static final List<String> ORIGIN = List.of(BATCH, "part", "line");

    private final Star star;
    private final StarTable table;
    private final Connector connector;

    TableDefinition(Star star, StarTable table, Connector connector) {
        this.star = star;
        this.table = table;
        this.connector = connector;
    }

    static boolean isHidden(StarTable table, StarColumn column) {
        return ORIGIN.stream()
                .filter(column.name()::endsWith)
                .map(word -> column.name().substring(0, column.name().length() - word.length()))
                .filter(before -> before.isEmpty() || before.endsWith("_"))
                .anyMatch(before -> table.column(before + BATCH).isPresent());
    }

    String text() {
        Tmdl tmdl = new Tmdl()
                .describe(table.description())
                .begin("table " + Tmdl.name(table.name()))
                .property("lineageTag", tag());
        if (isCalendar()) {
            tmdl.property("dataCategory", "Time");
        }
        tmdl.line("");
        table.measures().forEach(measure -> measure(tmdl, measure));
        table.columns().forEach(column -> column(tmdl, column));
        tmdl.begin("partition " + Tmdl.name(table.name()) + " = m")
                .property("mode", "import")
                .expression("source", connector.rowsOf(table))
                .end();
        return tmdl.line("annotation PBI_ResultType = Table").text();
    }

    private void measure(Tmdl tmdl, Measure measure) {
        tmdl.describe(measure.description())
                .expression("measure " + Tmdl.name(measure.name()), Dax.of(table, measure))
                .indent();
        if (!measure.format().isEmpty()) {
            tmdl.property("formatString", measure.format());
        }
        tmdl.property("lineageTag", tag(measure.name())).end();
    }

    private void column(Tmdl tmdl, StarColumn column) {
        DataType type = DataType.of(column.type().orElseThrow());
        tmdl.describe(column.description()).begin("column " + Tmdl.name(column.name()));
        tmdl.property("dataType", type.word());
        if (isHidden(table, column)) {
            tmdl.flag("isHidden");
        }
        if (isKeyOfTable(column.name())) {
            tmdl.flag("isKey");
        }
        type.format().ifPresent(format -> tmdl.property("formatString", format));
        tmdl.property("lineageTag", tag(column.name()));
        // ids, ranks and prices must not be added up by a careless drag; what may be is a measure
        tmdl.property("summarizeBy", "none");
        tmdl.property("sourceColumn", column.name());
        sortedBy(column).ifPresent(other -> tmdl.property("sortByColumn", Tmdl.name(other)));
        tmdl.line("").line("annotation SummarizationSetBy = User").end();
    }

    private boolean isKeyOfTable(String column) {
        return table.isKey(column) && table.keys().get(0).contains(column) && star.isRelated(table.id(), column);
    }

    /** The table whose days others point at. */
    private boolean isCalendar() {
        return table.columns().stream()
                .filter(column -> isKeyOfTable(column.name()))
                .anyMatch(column -> column.type().map(SqlType::kind).equals(Optional.of(SqlType.Kind.DATE)));
    }

    /** {@code month_name} by {@code month_of_year}: April does not come first. */
    private Optional<String> sortedBy(StarColumn column) {
        if (!column.name().endsWith("_name")) {
            return Optional.empty();
        }
        String stem = column.name().substring(0, column.name().length() - "_name".length());
        return Stream.of("_of_year", "_of_week", "_number")
                .map(end -> stem + end)
                .filter(name -> table.column(name).isPresent())
                .findFirst();
    }

    private String tag(String... names) {
        return Ids.of(Stream.concat(Stream.of("table", table.relation().toString()), Stream.of(names))
                .toArray(String[]::new));
    }
}
