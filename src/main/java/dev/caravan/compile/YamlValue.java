package dev.caravan.compile;

import dev.caravan.project.Place;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value in a YAML file that knows its line. What has the wrong form is told to the problems and read as nothing. */
final class YamlValue {
    private final Node node;
    private final String path;
    private final Problems problems;

    YamlValue(Node node, String path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    Place place() {
        return new Place(
                path, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0));
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    Optional<String> text(String whatItIs) {
        if (node instanceof ScalarNode scalar && !isNull()) {
            return Optional.of(scalar.getValue());
        }
        problems.add(place(), whatItIs + " is no text", "Write one value on the line of the key.");
        return Optional.empty();
    }

    List<YamlValue> list(String whatItIs) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(item -> new YamlValue(item, path, problems))
                    .toList();
        }
        if (!isNull()) {
            problems.add(place(), whatItIs + " is no list", "Write one item a line, each after \"- \".");
        }
        return List.of();
    }

    Optional<YamlMap> map(String whatItIs) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new YamlMap(mapping, path, problems));
        }
        problems.add(place(), whatItIs + " has no keys", "Write it as \"key: value\", one a line.");
        return Optional.empty();
    }

    /** The value as a template would give it. */
    ConfigValue configValue() {
        return new ConfigValue(plain(node), place());
    }

    private static Object plain(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(YamlValue::plain).toList();
        }
        if (node instanceof ScalarNode scalar) {
            return plain(scalar);
        }
        Map<String, Object> map = new TreeMap<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().stream()
                    .filter(pair -> pair.getKeyNode() instanceof ScalarNode)
                    .forEach(pair -> map.put(((ScalarNode) pair.getKeyNode()).getValue(), plain(pair.getValueNode())));
        }
        return Collections.unmodifiableMap(map);
    }

    private static Object plain(ScalarNode scalar) {
        if (scalar.getTag().equals(Tag.BOOL)) {
            return Boolean.valueOf(scalar.getValue());
        }
        return scalar.getTag().equals(Tag.INT) ? number(scalar.getValue()) : scalar.getValue();
    }

    private static Object number(String text) {
        // 0x1F and 0o17 are whole numbers of YAML too, and no config wants them
        return text.matches("[-+]?\\d+") ? new BigDecimal(text) : text;
    }
}
