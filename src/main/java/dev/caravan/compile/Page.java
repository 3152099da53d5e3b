package dev.caravan.compile;

import static java.util.Objects.requireNonNull;

import dev.caravan.project.Place;
import java.util.List;

/**
 * The page that shows a model in exported reports.
 *
 * @param measures by name, of any model
 * @param place where it is declared
 */
public record Page(String title, List<String> measures, Place place) {
    public Page {
        requireNonNull(title, "title is null");
        requireNonNull(place, "place is null");
        measures = List.copyOf(measures);
    }
}
