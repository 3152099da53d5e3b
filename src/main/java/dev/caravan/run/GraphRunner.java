package dev.caravan.run;

import dev.caravan.compile.Analysis;
import dev.caravan.compile.DataTest;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Materialization;
import dev.caravan.compile.Model;
import dev.caravan.compile.Node;
import dev.caravan.compile.SourceTable;
import dev.caravan.graph.NodeId;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.run.NodeResult.Failed;
import dev.caravan.run.NodeResult.Skipped;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Materializations;
import dev.caravan.warehouse.Repeat;
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
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs nodes of a manifest on a warehouse, several at once, each after all that it depends on. What depends on a node that
 * failed, or on a model that a test found wrong, is skipped; everything else goes on.
 */
public final class GraphRunner {
    private static final Logger log = LoggerFactory.getLogger(GraphRunner.class);
    private static final String NODE_IN_LOG = "node";
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
     * Runs the selected models and tests. Sources and ephemeral models among them are no work of their own.
     *
     * @throws CaravanException before anything is changed, where a model breaks the contract of its table
     */
    public RunResults run(Manifest manifest, Collection<NodeId> selected, RunOptions options) {
        Instant start = clock.instant();
        SortedSet<NodeId> nodes = new TreeSet<>(selected);
        Catalog catalog = warehouse.catalog();
        nodes.removeIf(id -> !isWork(manifest.node(id)) || options.leavesOut(manifest.node(id), catalog));
        if (options.models()) {
            new Contracts(warehouse).check(manifest, nodes, catalog);
            createSchemas(manifest, nodes, options.readers());
        }
        List<NodeResult> results = new Pass(manifest, nodes, new NodeWork(warehouse, catalog, options)).run();
        if (options.models()) {
            new Descriptions(warehouse).write(manifest);
        }
        return new RunResults(start, Duration.between(start, clock.instant()), results);
    }

    private static boolean isWork(Node node) {
        boolean ephemeral = node instanceof Model model && model.materialization() == Materialization.EPHEMERAL;
        return !ephemeral && !(node instanceof SourceTable) && !(node instanceof Analysis);
    }

    /** Schemas that are missing, and the right to look into them for those who may read some model in it. */
    private void createSchemas(Manifest manifest, Collection<NodeId> nodes, Readers readers) {
        SortedMap<String, SortedSet<String>> schemas = new TreeMap<>();
        for (NodeId id : nodes) {
            if (manifest.node(id) instanceof Model model) {
                schemas.computeIfAbsent(model.relation().schema(), schema -> new TreeSet<>())
                        .addAll(readers.of(model));
            }
        }
        Materializations sql = warehouse.materializations();
        warehouse.inTransaction(Repeat.ALSO_IF_UNKNOWN, transaction -> {
            schemas.forEach((schema, names) -> {
                sql.createSchema(schema).forEach(transaction::execute);
                if (!names.isEmpty()) {
                    sql.grantUsage(schema, List.copyOf(names)).forEach(transaction::execute);
                }
            });
            return schemas.size();
        });
    }

    /** One pass over the nodes; its thread hands them out, and threads of a pool do the work. */
    private final class Pass {
        private final Manifest manifest;
        private final NodeWork work;
        private final RunOrder order;
        private final SortedSet<NodeId> ready = new TreeSet<>();
        private final Map<NodeId, Integer> missing = new HashMap<>();
        private final Map<NodeId, List<NodeId>> waiting = new HashMap<>();
        private final Map<NodeId, NodeResult> ended = new HashMap<>();
        private final List<NodeResult> results = new ArrayList<>();

        Pass(Manifest manifest, SortedSet<NodeId> nodes, NodeWork work) {
            this.manifest = manifest;
            this.work = work;
            order = new RunOrder(manifest, nodes);
            for (NodeId id : nodes) {
                SortedSet<NodeId> before = order.waitsFor(id);
                missing.put(id, before.size());
                before.forEach(one ->
                        waiting.computeIfAbsent(one, key -> new ArrayList<>()).add(id));
                if (before.isEmpty()) {
                    ready.add(id);
                }
            }
        }

        List<NodeResult> run() {
            ExecutorService pool = Executors.newFixedThreadPool(threads, new Threads());
            CompletionService<NodeResult> running = new ExecutorCompletionService<>(pool);
            try {
                int busy = handOut(running);
                while (busy > 0) {
                    end(running.take().get());
                    busy += handOut(running) - 1;
                }
                return results;
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

        /** Starts every node that waits for nothing more; one that is skipped may free others, which are looked at too. */
        private int handOut(CompletionService<NodeResult> running) {
            int started = 0;
            while (!ready.isEmpty()) {
                NodeId id = ready.first();
                ready.remove(id);
                Node node = manifest.node(id);
                Optional<Node> obstacle = obstacle(id);
                if (obstacle.isPresent()) {
                    end(new Skipped(node, obstacle.get()));
                } else {
                    running.submit(() -> run(node));
                    started++;
                }
            }
            return started;
        }

        /** The node that failed, where one before this node did. A test that was skipped has accused nobody. */
        private Optional<Node> obstacle(NodeId id) {
            for (NodeId before : order.waitsFor(id)) {
                NodeResult result = ended.get(before);
                if (result instanceof Failed) {
                    return Optional.of(result.node());
                }
                if (result instanceof Skipped skipped && !(skipped.node() instanceof DataTest)) {
                    return Optional.of(skipped.because());
                }
            }
            return Optional.empty();
        }

        private NodeResult run(Node node) {
            listener.started(node);
            Instant start = clock.instant();
            MDC.put(NODE_IN_LOG, node.id().value());
            try {
                return work.run(node, () -> since(start));
            } catch (CaravanException e) {
                return new Failed(node, OptionalLong.empty(), e.problems(), since(start));
            } catch (RuntimeException e) {
                // other nodes can do their work all the same
                log.error("{} met a defect", node.id(), e);
                Problem defect = Problem.at(
                        node.path(), "met a defect of Caravan: " + e, "Please report it with the log of this run.");
                return new Failed(node, OptionalLong.empty(), List.of(defect), since(start));
            } finally {
                MDC.remove(NODE_IN_LOG);
            }
        }

        private Span since(Instant start) {
            return new Span(
                    start,
                    Duration.between(start, clock.instant()),
                    Thread.currentThread().getName());
        }

        private void end(NodeResult result) {
            NodeId id = result.node().id();
            ended.put(id, result);
            results.add(result);
            MDC.put(NODE_IN_LOG, id.value());
            listener.finished(result);
            MDC.remove(NODE_IN_LOG);
            for (NodeId next : waiting.getOrDefault(id, List.of())) {
                if (missing.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
    }

    /** Threads of nodes carry the marks that the log lines of their run have. */
    private static final class Threads implements ThreadFactory {
        private final Map<String, String> marks =
                Optional.ofNullable(MDC.getCopyOfContextMap()).orElse(Map.of());
        private final AtomicInteger made = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(
                    () -> {
                        MDC.setContextMap(marks);
                        work.run();
                    },
                    "node-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
