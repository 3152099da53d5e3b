package dev.caravan.compile;

import dev.caravan.project.Place;
import java.util.List;
import java.util.Optional;

/**
 * A test as a properties file declares it.
 *
 * @param values the accepted values, or the columns of a combination
 * @param to what {@code ref(…)} or {@code source(…)} is compared with
 * @param field the column of {@code to}
 */
record TestDefinition(
        TestKind kind,
        Optional<String> column,
        List<String> values,
        String to,
        String field,
        String expression,
        String where,
        Severity severity,
        List<String> tags,
        String description,
        Place place) {}
