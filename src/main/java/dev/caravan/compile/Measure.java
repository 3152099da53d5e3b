package dev.caravan.compile;

import static java.util.Objects.requireNonNull;

import dev.caravan.project.Place;
import java.util.Optional;

/**
 * A number that people ask for, told once: tools that read the star get it by this name.
 *
 * @param format as Power BI and Excel write it: {@code #,##0.00}; empty where none was given
 * @param place where it is declared
 */
public record Measure(String name, String description, String format, Formula formula, Place place) {
    public Measure {
        requireNonNull(name, "name is null");
        requireNonNull(description, "description is null");
        requireNonNull(format, "format is null");
        requireNonNull(formula, "formula is null");
        requireNonNull(place, "place is null");
    }

    /** How its value comes about. */
    public sealed interface Formula {

        /** @param column none where rows are counted */
        record Aggregate(Aggregation aggregation, Optional<String> column) implements Formula {
            public Aggregate {
                requireNonNull(aggregation, "aggregation is null");
                requireNonNull(column, "column is null");
            }
        }

        /** What the other form cannot say, in the language of Power BI's models. */
        record Dax(String expression) implements Formula {
            public Dax {
                requireNonNull(expression, "expression is null");
            }
        }
    }
}
