package dev.caravan.compile;

import dev.caravan.project.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a properties file says about one model.
 *
 * @param page the page that shows it in reports
 */
record ModelProperties(
        String name,
        Place place,
        String description,
        Map<String, ConfigValue> config,
        List<ColumnProperties> columns,
        List<Measure> measures,
        Optional<Page> page,
        List<TestDefinition> tests) {

    static ModelProperties none(String name, Place place) {
        return new ModelProperties(name, place, "", Map.of(), List.of(), List.of(), Optional.empty(), List.of());
    }
}
