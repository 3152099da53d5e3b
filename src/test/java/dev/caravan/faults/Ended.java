package dev.caravan.faults;

import java.util.Optional;

/**
 * How a run ended.
 *
 * @param failure what it told, where it failed
 * @param defect what no run may tell whatever breaks, where it did
 */
record Ended(Optional<String> failure, Optional<String> defect) {
    static Ended well() {
        return new Ended(Optional.empty(), Optional.empty());
    }

    static Ended failed(String failure) {
        return new Ended(Optional.of(failure), Optional.of(failure).filter(text -> text.contains("defect of Caravan")));
    }

    static Ended defect(String defect) {
        return new Ended(Optional.of(defect), Optional.of(defect));
    }
}
