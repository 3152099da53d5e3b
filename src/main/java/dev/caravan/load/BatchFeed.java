package dev.caravan.load;

import dev.caravan.landing.Batch;
import dev.caravan.landing.BatchId;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Waiting batches in their order, a few read ahead: in a bucket, what a batch says of itself is two requests away, and
 * thousands may wait. For one thread.
 */
final class BatchFeed implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int AHEAD = 32;

    private final Iterator<BatchId> ids;
    private final Function<BatchId, Batch> reader;
    private final ExecutorService threads;
    private final Deque<Future<Batch>> ahead = new ArrayDeque<>();

    BatchFeed(List<BatchId> ids, Function<BatchId, Batch> reader) {
        this.ids = ids.iterator();
        this.reader = reader;
        threads = Executors.newFixedThreadPool(Math.min(THREADS, Math.max(1, ids.size())), BatchFeed::thread);
    }

    boolean hasNext() {
        return !ahead.isEmpty() || ids.hasNext();
    }

    /** @throws CaravanException where this batch cannot be read; those after it may be */
    Batch next() {
        while (ahead.size() < AHEAD && ids.hasNext()) {
            BatchId id = ids.next();
            ahead.add(threads.submit(() -> reader.apply(id)));
        }
        try {
            return ahead.remove().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CaravanException(Problem.at("load", "was stopped", "What waits is loaded by the next run."), e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "read-batches");
        thread.setDaemon(true);
        return thread;
    }
}
