package dev.caravan.project;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/** One value of an environment and the place that set it. */
record Setting(String key, String value, Place place) {
    private static final Pattern SECRET_KEY =
            Pattern.compile("(^|[.-])(password|passwd|secret|token|secret-key|access-key|credentials?)$");

    Setting {
        requireNonNull(key, "key is null");
        requireNonNull(value, "value is null");
        requireNonNull(place, "place is null");
    }

    boolean isSecret() {
        return SECRET_KEY.matcher(key).find();
    }
}
