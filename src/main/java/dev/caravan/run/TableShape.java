package dev.caravan.run;

import dev.caravan.compile.Materialization;
import dev.caravan.compile.Model;
import dev.caravan.compile.Strategy;
import dev.caravan.project.Problem;
import dev.caravan.sql.Column;
import dev.caravan.sql.Dialect;
import dev.caravan.sql.MissingColumn;
import dev.caravan.warehouse.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the columns of a model's select with those of the table that it fills. */
final class TableShape {
    private static final String FULL_REFRESH = "or build it anew with --full-refresh.";

    private final Dialect dialect;

    TableShape(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Every difference that would lose a value or fail, in the order of the select. */
    List<Problem> differences(Model model, List<Column> query, Catalog.Entry table) {
        List<Problem> problems = new ArrayList<>();
        for (Column column : query) {
            Optional<Column> declared = table.column(column.name());
            if (declared.isEmpty()) {
                problems.add(Problem.at(
                        model.path(),
                        "column \"" + column.name() + "\" is not in " + model.relation(),
                        added(model, column)));
            } else if (!column.type().fitsInto(declared.get().type())) {
                problems.add(Problem.at(
                        model.path(),
                        "column \"" + column.name() + "\" is " + column.type() + ", and " + model.relation()
                                + (isDeclared(model) ? " declares " : " has ")
                                + declared.get().type(),
                        isDeclared(model)
                                ? "Cast it, or widen the column by a migration."
                                : "Cast it, " + FULL_REFRESH));
            }
        }
        for (Column column : table.columns()) {
            if (query.stream().noneMatch(selected -> selected.name().equals(column.name()))) {
                problems.add(Problem.at(
                        model.path(),
                        "column \"" + column.name() + "\" of " + model.relation() + " is not selected",
                        isDeclared(model) ? "Select it, or drop it by a migration." : "Select it, " + FULL_REFRESH));
            }
        }
        return problems;
    }

    /** Every column of the key that the select does not give. */
    List<Problem> missingKeys(Model model, List<Column> query) {
        if (model.materialization() != Materialization.INCREMENTAL
                || model.config().strategy().equals(Optional.of(Strategy.APPEND))) {
            return List.of();
        }
        List<String> columns = query.stream().map(Column::name).toList();
        return model.config().uniqueKey().stream()
                .filter(key -> !columns.contains(key))
                .map(key -> Problem.at(
                        model.path(),
                        "unique_key names \"" + key + "\", which is no column of the select",
                        "The columns are " + String.join(", ", columns) + "."))
                .toList();
    }

    private String added(Model model, Column column) {
        return isDeclared(model)
                ? "Take it out, or add it by a migration:\n" + migration(model, column)
                : "Take it out, " + FULL_REFRESH;
    }

    private String migration(Model model, Column column) {
        return new MissingColumn(
                        model.name(), model.relation().render(dialect), column.name(), dialect.typeName(column.type()))
                .migration();
    }

    private static boolean isDeclared(Model model) {
        return model.config().declaredByMigration();
    }
}
