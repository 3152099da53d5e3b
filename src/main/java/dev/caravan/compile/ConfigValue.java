package dev.caravan.compile;

import dev.caravan.project.Place;
import java.util.List;

/**
 * A value of a config as its file gives it.
 *
 * @param value a {@link String}, {@link Boolean}, {@link java.math.BigDecimal} or {@link List} of these
 */
record ConfigValue(Object value, Place place) {}
