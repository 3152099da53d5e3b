package dev.caravan.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which datasets and nodes a command is about, as the run history keeps it. */
final class Selection {
    private Selection() {}

    /** None where it is about everything. */
    static Optional<String> of(List<String> datasets, List<String> select, List<String> exclude) {
        return Stream.of(words("", datasets), words("--select ", select), words("--exclude ", exclude))
                .flatMap(Optional::stream)
                .reduce((before, after) -> before + " " + after);
    }

    private static Optional<String> words(String option, List<String> words) {
        return words.isEmpty() ? Optional.empty() : Optional.of(option + String.join(" ", words));
    }
}
