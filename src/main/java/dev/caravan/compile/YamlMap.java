package dev.caravan.compile;

import static java.util.stream.Collectors.joining;

import dev.caravan.project.Place;
import dev.caravan.project.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Keys and values in a YAML file, in the file's order. */
final class YamlMap {
    private final Place place;
    private final Problems problems;
    private final Map<String, YamlValue> values = new LinkedHashMap<>();
    private final Map<String, Place> keys = new LinkedHashMap<>();

    YamlMap(MappingNode mapping, String path, Problems problems) {
        this.problems = problems;
        this.place = new YamlValue(mapping, path, problems).place();
        for (NodeTuple entry : mapping.getValue()) {
            Node key = entry.getKeyNode();
            Place keyPlace = new YamlValue(key, path, problems).place();
            String name = key instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (values.putIfAbsent(name, new YamlValue(entry.getValueNode(), path, problems)) != null) {
                problems.add(keyPlace, "\"" + name + "\" is given twice", "Keep one.");
            }
            keys.putIfAbsent(name, keyPlace);
        }
    }

    Place place() {
        return place;
    }

    Place place(String key) {
        return keys.getOrDefault(key, place);
    }

    Set<String> keys() {
        return keys.keySet();
    }

    Optional<YamlValue> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The text of a key that may be missing. */
    String text(String key) {
        return get(key).filter(value -> !value.isNull())
                .flatMap(value -> value.text(key))
                .orElse("");
    }

    /** The text of a key that must not be missing. */
    Optional<String> required(String key, String whatItIs) {
        String text = text(key).strip();
        if (text.isEmpty()) {
            problems.add(place, whatItIs + " has no " + key, "Add \"" + key + ": …\".");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    List<YamlValue> list(String key) {
        return get(key).map(value -> value.list(key)).orElse(List.of());
    }

    List<String> texts(String key) {
        return list(key).stream()
                .flatMap(item -> item.text("an item of " + key).stream())
                .toList();
    }

    Optional<YamlMap> map(String key) {
        return get(key).filter(value -> !value.isNull()).flatMap(value -> value.map(key));
    }

    /** Tells every key that nobody reads: a typing error must not be a silent default. */
    void allowOnly(String whatItIs, Set<String> known) {
        keys.forEach((key, keyPlace) -> {
            if (!known.contains(key)) {
                problems.add(
                        keyPlace,
                        "\"" + key + "\" is no key of " + whatItIs,
                        Suggestion.didYouMean(
                                key,
                                known,
                                "The keys are " + new TreeSet<>(known).stream().collect(joining(", ")) + "."));
            }
        });
    }
}
