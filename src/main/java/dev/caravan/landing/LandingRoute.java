package dev.caravan.landing;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which route writes into a landing, and what it may ask.
 *
 * @param id of the route and name of its file; the routes of other landings stay unloaded
 * @param properties for the route's placeholders; never a secret
 * @param beans for the route's registry
 */
public record LandingRoute(String id, SortedMap<String, String> properties, SortedMap<String, Object> beans) {
    /** Routes that write into landings are called so, and one of them is loaded. */
    public static final String PREFIX = "landing-";

    public LandingRoute {
        requireNonNull(id, "id is null");
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
        beans = Collections.unmodifiableSortedMap(new TreeMap<>(beans));
    }

    static LandingRoute of(String kind, Map<String, String> properties, Map<String, Object> beans) {
        return new LandingRoute(PREFIX + kind, new TreeMap<>(properties), new TreeMap<>(beans));
    }
}
