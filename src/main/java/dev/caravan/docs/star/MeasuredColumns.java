package dev.caravan.docs.star;

import dev.caravan.compile.Measure;
import dev.caravan.project.Problem;
import dev.caravan.project.Suggestion;
import dev.caravan.sql.SqlType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks measures against the columns of the warehouse, whose types the files do not tell. */
final class MeasuredColumns {
    private static final Set<SqlType.Kind> NUMBERS = Set.of(
            SqlType.Kind.SMALLINT,
            SqlType.Kind.INTEGER,
            SqlType.Kind.BIGINT,
            SqlType.Kind.DECIMAL,
            SqlType.Kind.DOUBLE);

    private MeasuredColumns() {}

    static Stream<Problem> problems(StarTable table) {
        return table.measures().stream().flatMap(measure -> problem(table, measure).stream());
    }

    private static Optional<Problem> problem(StarTable table, Measure measure) {
        if (!(measure.formula() instanceof Measure.Formula.Aggregate aggregate)
                || aggregate.column().isEmpty()) {
            return Optional.empty();
        }
        String name = aggregate.column().get();
        Optional<StarColumn> column = table.column(name);
        if (column.isEmpty()) {
            List<String> names = table.columns().stream().map(StarColumn::name).toList();
            return Optional.of(new Problem(
                    measure.place(),
                    table.relation() + " has no column \"" + name + "\"",
                    Suggestion.didYouMean(name, names, "There are " + String.join(", ", names) + ".")));
        }
        SqlType type = column.get().type().orElseThrow();
        boolean fits = !aggregate.aggregation().needsNumber() || NUMBERS.contains(type.kind());
        return fits
                ? Optional.empty()
                : Optional.of(new Problem(
                        measure.place(),
                        "measure \"" + measure.name() + "\" adds " + name + ", which is " + type,
                        "Take count, count_distinct, min or max."));
    }
}
