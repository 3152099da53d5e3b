package dev.caravan.compile;

import dev.caravan.project.Place;
import java.util.List;

/** What a properties file says about one analysis. */
record AnalysisProperties(
        String name,
        Place place,
        String description,
        List<ColumnProperties> columns,
        List<ParameterProperties> parameters) {

    /** What it says about one parameter. */
    record ParameterProperties(String name, Place place, String description) {}

    static AnalysisProperties none(String name, Place place) {
        return new AnalysisProperties(name, place, "", List.of(), List.of());
    }
}
