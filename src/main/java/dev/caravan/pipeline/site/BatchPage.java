package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Loaded batches, newest first.
 *
 * @param next what {@code before} is to be for the page after this one; none where this is the last
 */
public record BatchPage(List<BatchEntry> batches, Optional<String> next) implements Answers.Sized {
    public BatchPage {
        batches = List.copyOf(batches);
        requireNonNull(next, "next is null");
    }

    @Override
    public int cells() {
        return 10 * batches.size();
    }
}
