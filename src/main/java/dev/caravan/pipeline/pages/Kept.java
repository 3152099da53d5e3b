package dev.caravan.pipeline.pages;

import java.util.Optional;
import java.util.function.Function;

/** One value, kept as long as what it was made of is the same. Who asks while it is made waits. For many threads. */
final class Kept<K, V> {
    private Optional<K> key = Optional.empty();
    private Optional<V> value = Optional.empty();

    synchronized V of(K asked, Function<K, V> making) {
        if (value.isEmpty() || !key.equals(Optional.of(asked))) {
            value = Optional.of(making.apply(asked));
            key = Optional.of(asked);
        }
        return value.get();
    }
}
