package dev.caravan.compile;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Something that whoever runs an analysis gives it.
 *
 * @param otherwise its value where none is given, as a text; the empty text is no value, SQL's null
 */
public record Parameter(String name, ParameterType type, Optional<String> otherwise, String description) {
    public Parameter {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(otherwise, "otherwise is null");
        requireNonNull(description, "description is null");
    }

    Parameter describedAs(String text) {
        return new Parameter(name, type, otherwise, text);
    }
}
