package dev.caravan.docs.catalog;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caravan.compile.Manifest;
import dev.caravan.compile.SourceTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A place outside that rows come from, as the properties of sources name it.
 *
 * @param id {@code endpoint.caravan.api_tickers}; fits into a path
 * @param location as it is written there
 * @param feeds the tables whose rows come from it, sorted
 */
public record Endpoint(String id, String location, List<SourceTable> feeds) {
    private static final String PREFIX = "endpoint.caravan.";

    public Endpoint {
        requireNonNull(id, "id is null");
        requireNonNull(location, "location is null");
        feeds = List.copyOf(feeds);
    }

    /** All of a project, sorted by location. */
    public static List<Endpoint> of(Manifest manifest) {
        Map<String, List<SourceTable>> byLocation = new TreeMap<>();
        manifest.sources().forEach(source -> source.location().ifPresent(location -> byLocation
                .computeIfAbsent(location, key -> new ArrayList<>())
                .add(source)));
        Set<String> taken = new HashSet<>();
        List<Endpoint> endpoints = new ArrayList<>();
        byLocation.forEach((location, feeds) -> endpoints.add(new Endpoint(free(location, taken), location, feeds)));
        return List.copyOf(endpoints);
    }

    /** One sentence for people. */
    public String description() {
        return "Where the rows of " + feeds.stream().map(SourceTable::name).collect(joining(", ")) + " come from.";
    }

    private static String free(String location, Set<String> taken) {
        String slug =
                location.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        String id = PREFIX + slug;
        for (int count = 2; !taken.add(id); count++) {
            id = PREFIX + slug + "_" + count;
        }
        return id;
    }
}
