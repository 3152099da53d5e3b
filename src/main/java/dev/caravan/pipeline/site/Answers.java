package dev.caravan.pipeline.site;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Answers that were given, as long as there is room. Who asks what is being asked already gets that answer and asks nothing.
 * Failures are told and forgotten.
 */
final class Answers {
    // about a hundred bytes each
    private static final int MOST_CELLS = 200_000;

    private final AsyncCache<String, Sized> answers = Caffeine.newBuilder()
            .maximumWeight(MOST_CELLS)
            .weigher((String question, Sized answer) -> answer.cells() + 10)
            .executor(Runnable::run)
            .buildAsync();

    /** An answer that knows how large it is. */
    interface Sized {
        int cells();
    }

    <T extends Sized> T of(String question, Class<T> kind, Supplier<T> asking) {
        CompletableFuture<Sized> mine = new CompletableFuture<>();
        CompletableFuture<Sized> earlier = answers.asMap().putIfAbsent(question, mine);
        if (earlier != null) {
            return kind.cast(answered(earlier));
        }
        try {
            T answer = asking.get();
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static Sized answered(CompletableFuture<Sized> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException told) {
                throw told;
            }
            throw e;
        }
    }
}
