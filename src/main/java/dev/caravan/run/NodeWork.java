package dev.caravan.run;

import dev.caravan.compile.DataTest;
import dev.caravan.compile.Model;
import dev.caravan.compile.Node;
import dev.caravan.compile.Severity;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.run.NodeResult.Failed;
import dev.caravan.run.NodeResult.Success;
import dev.caravan.run.NodeResult.Warned;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Repeat;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Runs one node: fills a model's relation, or counts the rows that fail a test. For many threads. */
final class NodeWork {
    private final Warehouse warehouse;
    private final ModelWork models;
    private final RunOptions options;

    NodeWork(Warehouse warehouse, Catalog catalog, RunOptions options) {
        this.warehouse = warehouse;
        this.options = options;
        models = new ModelWork(warehouse, catalog, options);
    }

    /**
     * @param ran asked once the work is done
     * @throws CaravanException that names the node and its compiled file where a statement fails
     */
    NodeResult run(Node node, Supplier<Span> ran) {
        if (node instanceof Model model) {
            OptionalLong rows = models.fill(model);
            return new Success(model, rows, ran.get());
        }
        if (node instanceof DataTest test) {
            long failing = failingRows(test);
            return verdict(test, failing, ran.get());
        }
        throw new IllegalArgumentException("nothing to run for " + node.id());
    }

    private long failingRows(DataTest test) {
        CompiledSelect select = select(test);
        return warehouse.inTransaction(Repeat.ALSO_IF_UNKNOWN, transaction -> {
            Ids ids = Ids.ask(transaction, select);
            // a test that is a file may find rows of other batches wrong, or that some are missing
            if (ids.areNone() && !test.isSingular()) {
                return 0L;
            }
            return failingRows(transaction, ids.writeInto(select, warehouse.dialect()));
        });
    }

    private static long failingRows(Transaction transaction, CompiledSelect select) {
        String count = "select count(*) from (\n" + select.sql() + "\n) as failing";
        return select.run(
                count, () -> transaction.query(count, row -> row.number(1)).get(0));
    }

    private CompiledSelect select(DataTest test) {
        return options.keepsToNewRows(test) ? CompiledSelect.ofNewRows(test) : CompiledSelect.of(test);
    }

    private NodeResult verdict(DataTest test, long failing, Span ran) {
        if (failing == 0) {
            return new Success(test, OptionalLong.empty(), ran);
        }
        Problem problem = Problem.at(
                test.path(),
                test.name() + " found " + (failing == 1 ? "1 failing row" : failing + " failing rows"),
                "See them with target/caravan/" + select(test).compiledPath() + ".");
        return test.severity() == Severity.WARN
                ? new Warned(test, failing, problem, ran)
                : new Failed(test, OptionalLong.of(failing), List.of(problem), ran);
    }
}
