package dev.caravan.cluster;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The tags that everything of ours carries; what lacks one of them is somebody else's. */
record Owner(String project, String environment) {

    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("caravan:managed", "true");
        tags.put("caravan:project", project);
        tags.put("caravan:environment", environment);
        return Collections.unmodifiableMap(tags);
    }

    /** Whether a thing with these tags, of whatever service, is ours. */
    <T> boolean owns(Iterable<T> found, Function<T, String> key, Function<T, String> value) {
        Map<String, String> tags = new LinkedHashMap<>();
        found.forEach(tag -> tags.put(key.apply(tag), value.apply(tag)));
        return tags.entrySet().containsAll(tags().entrySet());
    }
}
