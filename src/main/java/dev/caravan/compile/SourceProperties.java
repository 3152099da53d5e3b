package dev.caravan.compile;

import dev.caravan.project.Place;
import java.util.List;

/** What a properties file says about one table of a source. */
record SourceProperties(SourceTable table, Place place, List<TestDefinition> tests) {}
