package dev.caravan.load;

import static java.util.stream.Collectors.joining;

import dev.caravan.landing.Batch;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.Dialect;
import dev.caravan.sql.MissingColumn;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Catalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table that a dataset goes to, as the catalog knows it. */
record RawTable(Relation relation, Optional<Catalog.Entry> entry, Dialect dialect) {
    private static final Map<String, String> ORIGIN_TYPES = Map.of(
            "batch_id", "varchar(36) not null",
            "extracted_at", "timestamp not null",
            "part", "integer not null",
            "line", "bigint not null",
            "unknown_fields", "varchar(65535)");

    /** @throws CaravanException with the migration to write, where the table lacks a column of the batch, or is missing */
    void check(Batch batch) {
        if (entry.isEmpty()) {
            throw new CaravanException(Problem.at(
                    batch.dataset() + ", batch " + batch.id(),
                    "there is no table " + relation,
                    "Write migrations/raw/NNNN-create-" + batch.dataset() + ".sql:\n" + create(batch)));
        }
        List<Problem> lacking = batch.columns().stream()
                .filter(column -> entry.get().column(column).isEmpty())
                .map(column -> Problem.at(
                        batch.dataset() + ", batch " + batch.id(),
                        relation + " has no column \"" + column + "\", and the landed header has",
                        "Add it by a migration in migrations/raw/:\n" + add(column)))
                .toList();
        if (!lacking.isEmpty()) {
            throw new CaravanException(lacking);
        }
    }

    private String create(Batch batch) {
        String columns = batch.columns().stream()
                .map(column -> "    " + dialect.quote(column) + " "
                        + ORIGIN_TYPES.getOrDefault(column, MissingColumn.RAW_TEXT))
                .collect(joining(",\n"));
        return """
                --liquibase formatted sql

                --changeset you:create-%1$s
                create table %2$s (
                %3$s
                );
                --rollback drop table %2$s;"""
                .formatted(batch.dataset(), table(), columns);
    }

    private String add(String column) {
        return MissingColumn.HEADER
                + new MissingColumn(relation.identifier(), table(), column, MissingColumn.RAW_TEXT).migration();
    }

    private String table() {
        return relation.render(dialect);
    }
}
