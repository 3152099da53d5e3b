package dev.caravan.project;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One value of an environment and the place that set it. */
record Setting(String key, String value, Place place) {
    private static final Pattern SECRET_KEY =
            Pattern.compile("(^|[._-])(password|passwd|passphrase|secret|token|(api|secret|private|signing)[._-]?key"
                    + "|access[_-]key([_-]id)?|otlp[._]headers|credentials?|webhook([._-]url)?)$"
                    // whoever knows the URL of a webhook may post to it
                    + "|^notify[._].*url$");

    Setting {
        requireNonNull(key, "key is null");
        requireNonNull(value, "value is null");
        requireNonNull(place, "place is null");
    }

    /** {@code WAREHOUSE_URL} for {@code warehouse.url}. */
    static String variableOf(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    static Optional<Setting> fromVariable(String key, Map<String, String> variables) {
        return Optional.ofNullable(variables.get(variableOf(key)))
                .map(value -> new Setting(key, value, Place.of("process environment, " + variableOf(key))));
    }

    boolean isSecret() {
        return SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).find();
    }
}
