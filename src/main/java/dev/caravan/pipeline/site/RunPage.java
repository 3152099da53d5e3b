package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Runs, newest first.
 *
 * @param next what {@code before} is to be for the page after this one; none where this is the last
 */
public record RunPage(List<RunEntry> runs, Optional<String> next) implements Answers.Sized {
    public RunPage {
        runs = List.copyOf(runs);
        requireNonNull(next, "next is null");
    }

    @Override
    public int cells() {
        return 10 * runs.size();
    }
}
