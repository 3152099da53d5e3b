package dev.caravan.pipeline.site;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Answers that were given, as long as there is room. Who asks what is being asked already gets that answer and asks nothing.
 * Failures are told and forgotten.
 */
final class Answers {
    // about a hundred bytes each
    private static final int MOST_CELLS = 200_000;
    private static final int OVERHEAD = 10;

    private final AsyncCache<String, Outcome> answers = Caffeine.newBuilder()
            .maximumWeight(MOST_CELLS)
            .weigher((String question, Outcome outcome) -> outcome.weight())
            .executor(Runnable::run)
            .buildAsync();

    /** An answer that knows how large it is. */
    interface Sized {
        int cells();
    }

    /** What came of a question; a failure too, which those get who waited for the answer. */
    private sealed interface Outcome {
        record Answered(Sized answer) implements Outcome {
            @Override
            public int weight() {
                return answer.cells() + OVERHEAD;
            }

            @Override
            public Sized get() {
                return answer;
            }
        }

        record Failed(RuntimeException failure) implements Outcome {
            @Override
            public int weight() {
                return OVERHEAD;
            }

            @Override
            public Sized get() {
                throw failure;
            }
        }

        int weight();

        Sized get();
    }

    <T extends Sized> T of(String question, Class<T> kind, Supplier<T> asking) {
        CompletableFuture<Outcome> mine = new CompletableFuture<>();
        CompletableFuture<Outcome> earlier = answers.asMap().putIfAbsent(question, mine);
        if (earlier != null) {
            return kind.cast(earlier.join().get());
        }
        Outcome outcome = new Outcome.Failed(new IllegalStateException("nobody answered: " + question));
        try {
            T answer = asking.get();
            outcome = new Outcome.Answered(answer);
            return answer;
        } catch (RuntimeException e) {
            outcome = new Outcome.Failed(e);
            throw e;
        } finally {
            if (outcome instanceof Outcome.Failed) {
                answers.asMap().remove(question, mine);
            }
            mine.complete(outcome);
        }
    }
}
