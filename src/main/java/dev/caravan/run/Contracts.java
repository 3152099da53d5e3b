package dev.caravan.run;

import dev.caravan.compile.Manifest;
import dev.caravan.compile.Model;
import dev.caravan.graph.NodeId;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.Column;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Holds each model to the table that a migration declares for it, before any row changes. */
final class Contracts {
    private final Warehouse warehouse;

    Contracts(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** @throws CaravanException with every broken contract among the nodes */
    void check(Manifest manifest, Collection<NodeId> nodes, Catalog catalog) {
        List<Problem> problems = new ArrayList<>();
        for (NodeId id : nodes) {
            if (manifest.node(id) instanceof Model model && model.config().declaredByMigration()) {
                problems.addAll(check(model, catalog));
            }
        }
        if (!problems.isEmpty()) {
            throw new CaravanException(problems);
        }
    }

    private List<Problem> check(Model model, Catalog catalog) {
        Optional<Catalog.Entry> table = catalog.find(model.relation());
        if (table.isEmpty()) {
            return List.of(Problem.at(
                    model.path(),
                    "is declared_by \"migration\", and no migration has made " + model.relation(),
                    "Run caravan migrate, or write the migration that creates the table."));
        }
        List<Column> query;
        try {
            query = warehouse.readOnly(
                    transaction -> transaction.describe(model.contractSql().orElse(model.sql())));
        } catch (CaravanException e) {
            return List.of(Problem.at(
                    model.path(),
                    e.problems().get(0).what(),
                    "The statement is target/caravan/" + model.compiledPath() + "."));
        }
        return compare(model, query, table.get());
    }

    private List<Problem> compare(Model model, List<Column> query, Catalog.Entry table) {
        List<Problem> problems = new ArrayList<>();
        for (Column column : query) {
            Optional<Column> declared = table.column(column.name());
            if (declared.isEmpty()) {
                problems.add(Problem.at(
                        model.path(),
                        "column \"" + column.name() + "\" is not in " + model.relation(),
                        "Take it out, or add it by a migration:\n" + migration(model, column)));
            } else if (!column.type().fitsInto(declared.get().type())) {
                problems.add(Problem.at(
                        model.path(),
                        "column \"" + column.name() + "\" is " + column.type() + ", and " + model.relation()
                                + " declares " + declared.get().type(),
                        "Cast it, or widen the column by a migration."));
            }
        }
        for (Column declared : table.columns()) {
            if (query.stream().noneMatch(column -> column.name().equals(declared.name()))) {
                problems.add(Problem.at(
                        model.path(),
                        "column \"" + declared.name() + "\" of " + model.relation() + " is not selected",
                        "Select it, or drop it by a migration."));
            }
        }
        return problems;
    }

    private String migration(Model model, Column column) {
        String table = model.relation().render(warehouse.dialect());
        String name = warehouse.dialect().quote(column.name());
        return """
                --changeset you:add-%s-%s
                alter table %s add column %s %s;
                --rollback alter table %s drop column %s;"""
                .formatted(
                        model.name(),
                        column.name(),
                        table,
                        name,
                        warehouse.dialect().typeName(column.type()),
                        table,
                        name);
    }
}
