package dev.caravan.load;

import dev.caravan.landing.Batch;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Catalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table that a dataset goes to, as the catalog knows it. */
record RawTable(Relation relation, Optional<Catalog.Entry> entry) {
    private static final Map<String, String> ORIGIN_TYPES = Map.of(
            "batch_id", "varchar(36) not null",
            "extracted_at", "timestamp not null",
            "part", "integer not null",
            "line", "bigint not null",
            "unknown_fields", "varchar(65535)");
    private static final String TEXT = "varchar(4096)";

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
        StringBuilder text = new StringBuilder("--liquibase formatted sql\n\n--changeset you:create-")
                .append(batch.dataset())
                .append("\ncreate table ")
                .append(relation)
                .append(" (\n");
        List<String> columns = batch.columns();
        for (int i = 0; i < columns.size(); i++) {
            text.append("    \"")
                    .append(columns.get(i))
                    .append("\" ")
                    .append(ORIGIN_TYPES.getOrDefault(columns.get(i), TEXT))
                    .append(i == columns.size() - 1 ? "\n" : ",\n");
        }
        return text.append(");\n--rollback drop table ")
                .append(relation)
                .append(";")
                .toString();
    }

    private String add(String column) {
        return "--liquibase formatted sql\n\n--changeset you:add-" + relation.identifier() + "-" + column
                + "\nalter table " + relation + " add column \"" + column + "\" " + TEXT + ";\n--rollback alter table "
                + relation + " drop column \"" + column + "\";";
    }
}
