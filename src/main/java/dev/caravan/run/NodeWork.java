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
import dev.caravan.warehouse.Warehouse;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Runs one node: fills a model's relation, or counts the rows that fail a test. For many threads. */
final class NodeWork {
    private final Warehouse warehouse;
    private final ModelWork models;

    NodeWork(Warehouse warehouse, Catalog catalog, RunOptions options) {
        this.warehouse = warehouse;
        models = new ModelWork(warehouse, catalog, options);
    }

    /** @throws CaravanException that names the node and its compiled file where a statement fails */
    NodeResult run(Node node, Supplier<Duration> took) {
        if (node instanceof Model model) {
            long rows = named(model.path(), model.compiledPath(), () -> models.fill(model));
            return new Success(model, rows, took.get());
        }
        if (node instanceof DataTest test) {
            long failing = named(test.path(), test.compiledPath(), () -> failingRows(test));
            return verdict(test, failing, took.get());
        }
        throw new IllegalArgumentException("nothing to run for " + node.id());
    }

    private long failingRows(DataTest test) {
        return warehouse.inTransaction(transaction -> transaction
                .query("select count(*) from (\n" + test.sql() + "\n) as failing", row -> row.number(1))
                .get(0));
    }

    private static NodeResult verdict(DataTest test, long failing, Duration took) {
        if (failing == 0) {
            return new Success(test, 0, took);
        }
        Problem problem = Problem.at(
                test.path(),
                test.name() + " found " + (failing == 1 ? "1 failing row" : failing + " failing rows"),
                "See them with target/caravan/" + test.compiledPath() + ".");
        return test.severity() == Severity.WARN
                ? new Warned(test, problem, took)
                : new Failed(test, List.of(problem), took);
    }

    private static long named(String path, String compiledPath, Supplier<Long> work) {
        try {
            return work.get();
        } catch (CaravanException e) {
            throw new CaravanException(
                    Problem.at(
                            path,
                            e.problems().get(0).what(),
                            "The statement is made of target/caravan/" + compiledPath + ".\n"
                                    + e.problems().get(0).remedy()),
                    e);
        }
    }
}
