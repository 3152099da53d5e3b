package dev.caravan.run;

import dev.caravan.compile.DataTest;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Model;
import dev.caravan.compile.Node;
import dev.caravan.compile.SourceTable;
import dev.caravan.graph.NodeId;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.run.NodeResult.Failed;
import dev.caravan.run.NodeResult.Skipped;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Warehouse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.MDC;

/**
 * Runs nodes of a manifest on a warehouse, several at once, each after all that it depends on. What depends on a node that
 * failed, or on a model that a test found wrong, is skipped; everything else goes on.
 */
public final class GraphRunner {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_CANCELLATIONS = Duration.ofMillis(20);

    private final Warehouse warehouse;
    private final int threads;
    private final Clock clock;
    private final RunListener listener;

    public GraphRunner(Warehouse warehouse, int threads, Clock clock, RunListener listener) {
        this.warehouse = warehouse;
        this.threads = threads;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Runs the selected models and tests; sources among them are left alone.
     *
     * @throws CaravanException before anything is changed, where a model breaks the contract of its table
     */
    public RunResults run(Manifest manifest, Collection<NodeId> selected, RunOptions options) {
        Instant start = clock.instant();
        SortedSet<NodeId> nodes = new TreeSet<>(selected);
        nodes.removeIf(id -> manifest.node(id) instanceof SourceTable || options.leavesOut(manifest.node(id)));
        Catalog catalog = warehouse.catalog();
        if (options.models()) {
            new Contracts(warehouse).check(manifest, nodes, catalog);
            createSchemas(manifest, nodes);
        }
        List<NodeResult> results = new Pass(manifest, nodes, new NodeWork(warehouse, catalog, options)).run();
        return new RunResults(start, Duration.between(start, clock.instant()), results);
    }

    private void createSchemas(Manifest manifest, Collection<NodeId> nodes) {
        SortedSet<String> schemas = new TreeSet<>();
        nodes.stream()
                .map(manifest::node)
                .filter(Model.class::isInstance)
                .forEach(node -> schemas.add(((Model) node).relation().schema()));
        warehouse.inTransaction(transaction -> {
            schemas.stream()
                    .flatMap(schema -> warehouse.materializations().createSchema(schema).stream())
                    .forEach(transaction::execute);
            return schemas.size();
        });
    }

    /** One pass over the nodes; its thread hands them out, and threads of a pool do the work. */
    private final class Pass {
        private final Manifest manifest;
        private final NodeWork work;
        private final RunOrder order;
        private final SortedSet<NodeId> waiting;
        private final Map<NodeId, NodeResult> ended = new HashMap<>();
        private final List<NodeResult> results = new ArrayList<>();

        Pass(Manifest manifest, SortedSet<NodeId> nodes, NodeWork work) {
            this.manifest = manifest;
            this.work = work;
            order = new RunOrder(manifest, nodes);
            waiting = new TreeSet<>(nodes);
        }

        List<NodeResult> run() {
            Map<String, String> marks =
                    Optional.ofNullable(MDC.getCopyOfContextMap()).orElse(Map.of());
            ExecutorService pool = Executors.newFixedThreadPool(threads, work -> thread(work, marks));
            CompletionService<NodeResult> running = new ExecutorCompletionService<>(pool);
            try {
                int busy = 0;
                while (true) {
                    busy += handOut(running);
                    if (busy == 0) {
                        return results;
                    }
                    end(running.take().get());
                    busy--;
                }
            } catch (InterruptedException e) {
                rollBack(pool);
                Thread.currentThread().interrupt();
                throw new CaravanException(Problem.at("run", "was stopped", "Statements in hand are rolled back."), e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a node's work lets no exception out", e.getCause());
            } finally {
                pool.shutdownNow();
            }
        }

        /** Returns when the nodes in hand have ended, so that nobody closes the warehouse under them. */
        private void rollBack(ExecutorService pool) {
            pool.shutdownNow();
            try {
                long deadline = System.nanoTime() + PATIENCE.toNanos();
                do {
                    // again and again: a node may have been between two statements
                    warehouse.cancelRunning();
                } while (!pool.awaitTermination(BETWEEN_CANCELLATIONS.toMillis(), TimeUnit.MILLISECONDS)
                        && System.nanoTime() < deadline);
            } catch (InterruptedException again) {
                Thread.currentThread().interrupt();
            }
        }

        /** Starts every node that waits for nothing more; a skipped one may free others, which are looked at too. */
        private int handOut(CompletionService<NodeResult> running) {
            int started = 0;
            boolean again = true;
            while (again) {
                again = false;
                for (NodeId id : List.copyOf(waiting)) {
                    if (!ended.keySet().containsAll(order.waitsFor(id))) {
                        continue;
                    }
                    waiting.remove(id);
                    Node node = manifest.node(id);
                    Optional<NodeResult> obstacle = obstacle(id);
                    if (obstacle.isPresent()) {
                        end(new Skipped(node, because(node, obstacle.get())));
                        again = true;
                    } else {
                        listener.started(node);
                        running.submit(() -> run(node));
                        started++;
                    }
                }
            }
            return started;
        }

        private Optional<NodeResult> obstacle(NodeId id) {
            return order.waitsFor(id).stream()
                    .map(ended::get)
                    .filter(result -> result instanceof Failed || isSkippedModel(result))
                    .findFirst();
        }

        private boolean isSkippedModel(NodeResult result) {
            return result instanceof Skipped && !(result.node() instanceof DataTest);
        }

        private Problem because(Node node, NodeResult obstacle) {
            return Problem.at(
                    node.path(), "is not run, because " + obstacle.node().name() + " did not succeed", "");
        }

        private NodeResult run(Node node) {
            Instant start = clock.instant();
            try {
                return work.run(node, () -> Duration.between(start, clock.instant()));
            } catch (CaravanException e) {
                return new Failed(node, e.problems(), Duration.between(start, clock.instant()));
            }
        }

        private void end(NodeResult result) {
            ended.put(result.node().id(), result);
            results.add(result);
            listener.finished(result);
        }
    }

    private static Thread thread(Runnable work, Map<String, String> marks) {
        Thread thread = new Thread(
                () -> {
                    MDC.setContextMap(marks);
                    work.run();
                },
                "node");
        thread.setDaemon(true);
        return thread;
    }
}
