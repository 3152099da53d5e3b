package dev.caravan.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request in AWS's query protocol: {@code Action=CreateRole&RoleName=x&Tags.member.1.Key=…}. */
record Request(String action, Map<String, String> values) {
    private static final Pattern TAG_KEY = Pattern.compile("(.*Tags?(?:\\.member|\\.Tag)?\\.\\d+)\\.Key");

    static Request parse(String body) {
        Map<String, String> values = new TreeMap<>();
        for (String pair : body.split("&")) {
            String[] sides = pair.split("=", 2);
            values.put(URLDecoder.decode(sides[0], UTF_8), sides.length < 2 ? "" : URLDecoder.decode(sides[1], UTF_8));
        }
        return new Request(values.get("Action"), values);
    }

    String text(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException(action + " without " + key + ": " + values));
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** {@code key.1}, {@code key.2} and so on. */
    List<String> list(String key) {
        List<String> found = new ArrayList<>();
        for (int i = 1; values.containsKey(key + "." + i); i++) {
            found.add(values.get(key + "." + i));
        }
        return found;
    }

    /** The values of EC2's {@code Filter.n.Name}. */
    List<String> filter(String name) {
        for (int i = 1; values.containsKey("Filter." + i + ".Name"); i++) {
            if (values.get("Filter." + i + ".Name").equals(name)) {
                return list("Filter." + i + ".Value");
            }
        }
        return List.of();
    }

    Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        values.forEach((key, value) -> {
            Matcher tag = TAG_KEY.matcher(key);
            if (tag.matches()) {
                tags.put(value, values.get(tag.group(1) + ".Value"));
            }
        });
        return tags;
    }
}
