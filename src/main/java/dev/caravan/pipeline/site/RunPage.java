package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Runs, newest first.
 *
 * @param next what {@code before} is to be for the page after this one; none where this is the last
 */
public record RunPage(List<RunEntry> runs, Optional<String> next) {
    public RunPage {
        runs = List.copyOf(runs);
        requireNonNull(next, "next is null");
    }
}
