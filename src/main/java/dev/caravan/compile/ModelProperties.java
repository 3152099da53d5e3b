package dev.caravan.compile;

import dev.caravan.project.Place;
import java.util.List;
import java.util.Map;

/**
 * What a properties file says about one model.
 *
 * @param page the title of the page that shows it in reports; empty where it has none
 */
record ModelProperties(
        String name,
        Place place,
        String description,
        Map<String, ConfigValue> config,
        List<ColumnProperties> columns,
        List<Measure> measures,
        String page,
        List<TestDefinition> tests) {

    static ModelProperties none(String name, Place place) {
        return new ModelProperties(name, place, "", Map.of(), List.of(), List.of(), "", List.of());
    }
}
