package dev.caravan.run;

import static java.util.stream.Collectors.joining;

import dev.caravan.compile.Manifest;
import dev.caravan.compile.Model;
import dev.caravan.compile.Select;
import dev.caravan.compile.Strategy;
import dev.caravan.graph.NodeId;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.Column;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Repeat;
import dev.caravan.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Holds each model to what the warehouse can do and to the table that a migration declares, before any row changes. */
final class Contracts {
    private final Warehouse warehouse;
    private final TableShape shape;

    Contracts(Warehouse warehouse) {
        this.warehouse = warehouse;
        this.shape = new TableShape(warehouse.dialect());
    }

    /** @throws CaravanException with every broken contract among the nodes */
    void check(Manifest manifest, Collection<NodeId> nodes, Catalog catalog) {
        List<Problem> problems = new ArrayList<>();
        for (NodeId id : nodes) {
            if (manifest.node(id) instanceof Model model) {
                problems.addAll(checkStrategy(model));
                if (model.config().declaredByMigration()) {
                    problems.addAll(checkTable(model, catalog));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new CaravanException(problems);
        }
    }

    private List<Problem> checkStrategy(Model model) {
        Collection<String> known = new TreeSet<>(warehouse.materializations().strategies());
        return model.config().strategy().map(Strategy::word).filter(word -> !known.contains(word)).stream()
                .map(word -> Problem.at(
                        model.path(),
                        "strategy \"" + word + "\" is none of "
                                + warehouse.dialect().name(),
                        "It has " + known.stream().collect(joining(", ")) + "."))
                .toList();
    }

    private List<Problem> checkTable(Model model, Catalog catalog) {
        Optional<Catalog.Entry> table =
                catalog.find(model.relation()).filter(entry -> entry.kind() == Catalog.Kind.TABLE);
        if (table.isEmpty()) {
            return List.of(Problem.at(
                    model.path(),
                    "is declared_by \"migration\", and no migration has made a table " + model.relation(),
                    "Run caravan migrate, or write the migration that creates the table."));
        }
        String sql = model.contractSql().orElseThrow();
        List<Column> query;
        try {
            query = new CompiledSelect(model.path(), model.compiledContractPath(), Select.of(sql))
                    .run(sql, () -> describe(sql));
        } catch (CaravanException e) {
            return e.problems();
        }
        List<Problem> problems = new ArrayList<>(shape.missingKeys(model, query));
        problems.addAll(shape.differences(model, query, table.get()));
        return problems;
    }

    /** The project's own select, which is prepared and not run: nobody has to look at it first, as at a stranger's. */
    private List<Column> describe(String sql) {
        return warehouse.inTransaction(Repeat.ALSO_IF_UNKNOWN, transaction -> transaction.describe(sql));
    }
}
