package dev.caravan.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that the fake AWS holds, and the one rule that it holds its caller to: touch nothing that is not yours. */
final class Things {
    static final Map<String, String> OURS =
            Map.of("caravan:managed", "true", "caravan:project", "caravan", "caravan:environment", "night");

    private final Map<String, Thing> held = new TreeMap<>();
    private final List<String> trespasses = new ArrayList<>();
    private int numbers;

    String newNumber() {
        return String.format("%08d", ++numbers);
    }

    Optional<Thing> find(String kind, String name) {
        return Optional.ofNullable(held.get(kind + "/" + name));
    }

    Thing need(String kind, String name, String code) {
        return find(kind, name).orElseThrow(() -> new Refusal(400, code, "There is no " + kind + " " + name));
    }

    /** One that is about to be changed. */
    Thing ours(String action, String kind, String name, String code) {
        Thing thing = need(kind, name, code);
        if (!thing.tags.entrySet().containsAll(OURS.entrySet())) {
            trespasses.add(action + " " + kind + "/" + name);
        }
        return thing;
    }

    Thing make(String action, String kind, String name, String code, Map<String, String> tags) {
        if (held.containsKey(kind + "/" + name)) {
            throw new Refusal(400, code, kind + " " + name + " exists already");
        }
        if (!tags.entrySet().containsAll(OURS.entrySet())) {
            trespasses.add(action + " " + kind + "/" + name + " without our tags");
        }
        return put(kind, name, tags);
    }

    Thing put(String kind, String name, Map<String, String> tags) {
        Thing thing = new Thing(tags);
        held.put(kind + "/" + name, thing);
        return thing;
    }

    void remove(String kind, String name) {
        held.remove(kind + "/" + name);
    }

    Map<String, Thing> all(String kind) {
        Map<String, Thing> found = new TreeMap<>();
        held.forEach((key, thing) -> {
            if (key.startsWith(kind + "/")) {
                found.put(key.substring(kind.length() + 1), thing);
            }
        });
        return found;
    }

    List<String> trespasses() {
        return List.copyOf(trespasses);
    }

    /** {@code kind/name status} of everything. */
    List<String> names() {
        return held.entrySet().stream()
                .map(entry -> (entry.getKey() + " " + entry.getValue().status()).strip())
                .toList();
    }

    static String xmlTags(Thing thing, String element) {
        StringBuilder xml = new StringBuilder();
        thing.tags.forEach((key, value) ->
                xml.append("<" + element + "><Key>" + key + "</Key><Value>" + value + "</Value></" + element + ">"));
        return xml.toString();
    }
}
