package dev.caravan.camel;

import dev.caravan.project.Problem;

/** Tells of a field that a source gives and a dataset has no column for. */
final class UnknownField {
    private UnknownField() {}

    static Problem problem(String dataset, String field) {
        return Problem.at(
                dataset,
                "the source gives a field \"" + field + "\" that has no column; it is kept in unknown_fields",
                """
                A migration in migrations/raw/ would add it, and the route's columns would name it:
                --changeset caravan:raw-%1$s-add-%2$s
                alter table "raw".%1$s add column "%2$s" varchar(4096);
                --rollback alter table "raw".%1$s drop column "%2$s";"""
                        .formatted(dataset, field));
    }
}
