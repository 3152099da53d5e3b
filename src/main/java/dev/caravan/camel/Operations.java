package dev.caravan.camel;

import dev.caravan.project.Suggestion;
import java.util.Arrays;
import java.util.List;

/** Finds the operation that an endpoint's path names. */
final class Operations {
    private static final List<String> NAMES =
            Arrays.stream(Operation.values()).map(Operation::name).toList();

    private Operations() {}

    static Operation named(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("caravan:" + name + " is no operation. "
                    + Suggestion.didYouMean(name, NAMES, "There are " + String.join(", ", NAMES) + "."));
        }
        return Operation.valueOf(name);
    }
}
