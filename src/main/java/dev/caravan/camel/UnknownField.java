package dev.caravan.camel;

import dev.caravan.project.Problem;
import dev.caravan.sql.MissingColumn;

/** Tells of a field that a source gives and a dataset has no column for. */
final class UnknownField {
    private UnknownField() {}

    static Problem problem(String dataset, String field) {
        return Problem.at(
                dataset,
                "the source gives a field \"" + field + "\" that has no column; it is kept in unknown_fields",
                "A migration in migrations/raw/ would add it, and the route's columns would name it:\n"
                        + new MissingColumn(
                                        "caravan:raw-" + dataset + "-add-" + field,
                                        "\"raw\"." + dataset,
                                        field,
                                        "varchar(4096)")
                                .migration());
    }
}
