package dev.caravan.project;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Replaces secrets by {@code ***} in a text on its way out. Immutable. */
public final class Masking {
    // Shorter values would mask ordinary words all over a log, and are no secret worth the name.
    private static final int SHORTEST_SECRET = 4;
    // user:password@ in any URL, and password=... or token=... as a parameter of one
    private static final Pattern IN_URL = Pattern.compile(
            "(://[^/\\s:@]*:)[^@\\s/]+(@)|((?:[?&;]|\\b)(?i:password|passwd|pwd|token|secret)=)[^&;\\s]+");

    private final List<String> secrets;

    private Masking(List<String> secrets) {
        this.secrets = secrets;
    }

    /** Masks passwords in URLs alone: for the time before an environment is read. */
    public static Masking ofUrls() {
        return new Masking(List.of());
    }

    static Masking of(Collection<Setting> settings, Map<String, String> variables) {
        Stream<Setting> ofProcess =
                variables.entrySet().stream().map(e -> new Setting(e.getKey(), e.getValue(), Place.of(e.getKey())));
        return new Masking(Stream.concat(settings.stream(), ofProcess)
                .filter(Setting::isSecret)
                .map(Setting::value)
                // routes take URLs without the slash at their end
                .map(value -> value.startsWith("http") ? value.replaceFirst("/+$", "") : value)
                .filter(value -> value.length() >= SHORTEST_SECRET)
                .flatMap(Masking::asWritten)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    /** A secret as it stands in a text, in a URL, and in JSON with its slashes escaped or not. */
    private static Stream<String> asWritten(String secret) {
        String inUrl = URLEncoder.encode(secret, UTF_8);
        String inJson = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        return Stream.of(secret, inUrl, inUrl.replace("+", "%20"), inJson, inJson.replace("/", "\\/"));
    }

    public String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, Secret.MASK);
        }
        return IN_URL.matcher(masked).replaceAll(Masking::keepAllButTheSecret);
    }

    /** A value under its name, which may say that the value is a secret. */
    public String mask(String name, String value) {
        return new Setting(name, value, Place.of(name)).isSecret() ? Secret.MASK : mask(value);
    }

    private static String keepAllButTheSecret(MatchResult match) {
        String kept =
                match.group(1) != null ? match.group(1) + Secret.MASK + match.group(2) : match.group(3) + Secret.MASK;
        return Matcher.quoteReplacement(kept);
    }
}
