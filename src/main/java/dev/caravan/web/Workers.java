package dev.caravan.web;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for what takes its time, so that the HTTP server's own never wait; as many as were asked for, and a bounded
 * number of works that wait for one. Safe to use from many threads.
 */
final class Workers implements AutoCloseable {
    private static final int IDLE_SECONDS = 30;
    private static final int LAST_WORK_SECONDS = 5;

    private final ThreadPoolExecutor executor;

    /** @param waiting how many works may wait besides those that go on */
    Workers(String name, int threads, int waiting) {
        AtomicInteger number = new AtomicInteger();
        executor = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * @return what fails with {@link BusyException} where too many wait already. Who cancels it interrupts the work, or takes
     *     it out of the queue
     */
    <T> CompletableFuture<T> work(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        FutureTask<Boolean> task = new FutureTask<>(() -> complete(done, work), true);
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(new BusyException(e));
        }
        done.whenComplete((value, failure) -> {
            if (done.isCancelled()) {
                executor.remove(task);
                task.cancel(true);
            }
        });
        return done;
    }

    /** Whatever went wrong goes to whoever asked. */
    private static <T> void complete(CompletableFuture<T> done, Callable<T> work) {
        try {
            done.complete(work.call());
        } catch (Exception | Error e) {
            done.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            executor.awaitTermination(LAST_WORK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Too much waits already. */
    static final class BusyException extends RuntimeException {
        BusyException(Throwable cause) {
            super("too many requests wait", cause);
        }
    }
}
