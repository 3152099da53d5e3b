package dev.caravan.project;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of a setting that carry their unit. */
final class Units {
    private static final Pattern QUANTITY = Pattern.compile("(\\d+)\\s*([A-Za-z]+)");

    private Units() {}

    static Duration duration(String text) {
        Matcher quantity = quantity(text);
        long amount = Long.parseLong(quantity.group(1));
        return switch (quantity.group(2).toLowerCase(Locale.ROOT)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new IllegalArgumentException("unknown unit in " + text);
        };
    }

    static long sizeBytes(String text) {
        Matcher quantity = quantity(text);
        long amount = Long.parseLong(quantity.group(1));
        return switch (quantity.group(2).toUpperCase(Locale.ROOT)) {
            case "B" -> amount;
            case "KB" -> amount << 10;
            case "MB" -> amount << 20;
            case "GB" -> amount << 30;
            default -> throw new IllegalArgumentException("unknown unit in " + text);
        };
    }

    private static Matcher quantity(String text) {
        Matcher matcher = QUANTITY.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no quantity with a unit: " + text);
        }
        return matcher;
    }
}
