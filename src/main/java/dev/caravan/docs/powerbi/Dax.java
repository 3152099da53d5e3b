package dev.caravan.docs.powerbi;

import dev.caravan.compile.Measure;
import dev.caravan.docs.star.StarTable;

/** Measures in the language of Power BI's models. */
final class Dax {
    private Dax() {}

    static String of(StarTable table, Measure measure) {
        if (measure.formula() instanceof Measure.Formula.Dax dax) {
            return dax.expression();
        }
        Measure.Formula.Aggregate aggregate = (Measure.Formula.Aggregate) measure.formula();
        String column = aggregate.column().map(name -> column(table, name)).orElse("");
        return switch (aggregate.aggregation()) {
            case SUM -> "SUM(" + column + ")";
            case AVG -> "AVERAGE(" + column + ")";
            case MIN -> "MIN(" + column + ")";
            case MAX -> "MAX(" + column + ")";
            case COUNT -> column.isEmpty() ? "COUNTROWS(" + table(table) + ")" : "COUNTA(" + column + ")";
            // as count(distinct …) of SQL, which passes over null
            case COUNT_DISTINCT -> "DISTINCTCOUNTNOBLANK(" + column + ")";
        };
    }

    private static String table(StarTable table) {
        return "'" + table.name().replace("'", "''") + "'";
    }

    private static String column(StarTable table, String column) {
        return table(table) + "[" + column.replace("]", "]]") + "]";
    }
}
