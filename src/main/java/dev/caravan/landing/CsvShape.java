package dev.caravan.landing;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * How a CSV file of a dataset looks.
 *
 * @param header what a header line is, as the whole line without its end; the columns stand in the dataset's order, and
 *     trailing ones may lack
 * @param timeColumn a column of Unix time that every row has; it tells data from a banner
 */
public record CsvShape(Pattern header, String timeColumn) {
    public CsvShape {
        requireNonNull(header, "header is null");
        requireNonNull(timeColumn, "timeColumn is null");
    }
}
