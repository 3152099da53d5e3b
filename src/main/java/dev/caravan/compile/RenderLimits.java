package dev.caravan.compile;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What one rendering may take: time, text and memory. It runs in a thread of its own, which is interrupted at the deadline;
 * one that asks for no interruption, such as a filter over a range without end, is left behind and holds up nobody but its
 * core. Safe to use from many threads; its threads end by themselves.
 */
final class RenderLimits {
    static final Duration LONGEST = Duration.ofSeconds(30);
    /** Some hundred times the longest select that anybody has read. */
    static final int MOST_CHARACTERS = 10_000_000;

    private final Duration longest;
    private final ExecutorService threads;

    RenderLimits(Duration longest) {
        this.longest = longest;
        this.threads =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "template");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** A limit that a template went over, in the words of a problem. */
    static final class ExceededException extends Exception {
        private final String what;
        private final String remedy;

        ExceededException(String what, String remedy) {
            super(what);
            this.what = what;
            this.remedy = remedy;
        }

        String what() {
            return what;
        }

        String remedy() {
            return remedy;
        }
    }

    /** @return what the rendering gives; the cause of an {@code ExecutionException} is what it threw */
    <T> T hold(Callable<T> rendering) throws ExceededException, ExecutionException {
        Future<T> running = threads.submit(rendering);
        try {
            return running.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            running.cancel(true);
            throw new ExceededException(
                    "does not end within " + longest.toMillis() / 1000 + " s",
                    "Give its loop or recursion a condition that ends it.");
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new CaravanException(
                    Problem.at("models", "the compilation was interrupted", "Start it again when it suits."));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutOfMemoryError) {
                throw new ExceededException(
                        "needs more memory than there is", "Repeat less text, or raise CARAVAN_HEAP.");
            }
            throw e;
        }
    }

    /** Keeps to the longest text, else ends the rendering by an {@code IOException}. */
    static final class LimitedWriter extends Writer {
        private final StringBuilder text;

        LimitedWriter(int expected) {
            this.text = new StringBuilder(expected);
        }

        @Override
        public void write(char[] characters, int from, int length) throws IOException {
            if (text.length() + (long) length > MOST_CHARACTERS) {
                throw new TooLongException();
            }
            text.append(characters, from, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return text.toString();
        }
    }

    static final class TooLongException extends IOException {
        ExceededException exceeded() {
            return new ExceededException(
                    "writes more than " + MOST_CHARACTERS / 1_000_000 + " million characters",
                    "No warehouse takes such a statement: give the loop a condition that ends it.");
        }
    }
}
