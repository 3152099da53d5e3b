package dev.caravan.pipeline.site;

import java.util.Optional;
import java.util.function.Supplier;

/** One value, kept as long as what it was made of has the same version. Who asks while it is made waits. */
public final class Remembered<T> {
    private Optional<String> version = Optional.empty();
    private Optional<T> value = Optional.empty();

    /** @param asked the version that the value must have */
    public synchronized T of(String asked, Supplier<T> making) {
        if (value.isEmpty() || !version.equals(Optional.of(asked))) {
            value = Optional.of(making.get());
            version = Optional.of(asked);
        }
        return value.get();
    }
}
