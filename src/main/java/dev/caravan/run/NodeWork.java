package dev.caravan.run;

import static java.util.stream.Collectors.joining;

import dev.caravan.compile.DataTest;
import dev.caravan.compile.Model;
import dev.caravan.compile.Node;
import dev.caravan.compile.Severity;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.run.NodeResult.Failed;
import dev.caravan.run.NodeResult.Success;
import dev.caravan.run.NodeResult.Warned;
import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Repeat;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Runs one node: fills a model's relation, or counts the rows that fail a test. For many threads. */
final class NodeWork {
    private static final int MOST_WRITTEN = 500;

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
        return warehouse.inTransaction(Repeat.ALSO_IF_UNKNOWN, transaction -> test.newBatchesSql()
                .filter(batches -> options.keepsToNewRows(test))
                .map(batches -> failingNewRows(transaction, select, batches))
                .orElseGet(() -> failingRows(transaction, select, select.sql())));
    }

    /**
     * The batches are asked for first and written out: of given ids a planner knows how few rows they have, of a subselect
     * it guesses; and where there are none, there is nothing to test.
     */
    private long failingNewRows(Transaction transaction, CompiledSelect select, String batches) {
        Dialect dialect = warehouse.dialect();
        List<String> ids = select.run(
                batches, () -> transaction.query(batches, row -> row.text(1).orElseThrow()));
        if (ids.isEmpty()) {
            return 0;
        }
        String written = ids.size() > MOST_WRITTEN
                ? batches
                : ids.stream().map(dialect::literal).collect(joining(", "));
        return failingRows(transaction, select, select.sql().replace(batches, written));
    }

    private static long failingRows(Transaction transaction, CompiledSelect select, String sql) {
        String count = "select count(*) from (\n" + sql + "\n) as failing";
        return select.run(
                count, () -> transaction.query(count, row -> row.number(1)).get(0));
    }

    private CompiledSelect select(DataTest test) {
        return test.newRowsSql()
                .filter(sql -> options.keepsToNewRows(test))
                .map(sql -> new CompiledSelect(test.path(), test.compiledNewRowsPath(), sql))
                .orElseGet(() -> new CompiledSelect(test.path(), test.compiledPath(), test.sql()));
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
