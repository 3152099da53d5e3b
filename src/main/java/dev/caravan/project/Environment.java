package dev.caravan.project;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What {@code --env} picks: the settings of one environment, each with the place that set it.
 *
 * <p>A value comes from, strongest first: {@code --set}, the process environment ({@code WAREHOUSE_URL} sets
 * {@code warehouse.url}), {@code .env}, the overlay {@code environments/<name>.local.properties}, which stays on its machine,
 * {@code environments/<name>.properties}. Every getter without a default throws a {@link CaravanException} that names the
 * property where it is missing or cannot be read.
 */
public final class Environment {
    private final String name;
    private final Place file;
    private final SortedMap<String, Setting> settings;
    private final Map<String, String> variables;

    Environment(String name, Place file, Map<String, Setting> settings, Map<String, String> variables) {
        this.name = requireNonNull(name, "name is null");
        this.file = requireNonNull(file, "file is null");
        this.settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        this.variables = Map.copyOf(variables);
    }

    /** @throws CaravanException where there is no such environment, or its file cannot be read */
    public static Environment load(
            Project project, String name, Map<String, String> processEnvironment, Map<String, String> overrides) {
        return new EnvironmentReader(project, processEnvironment, overrides).read(name);
    }

    /** What a line {@code key=value} of an environment's file sets; a shell's {@code export} may stand before it. */
    public static String keyOf(String line) {
        return line.replaceFirst("=.*", "").strip().replaceFirst("^export\\s+", "");
    }

    public String name() {
        return name;
    }

    /** The value of a setting; a variable of the process sets one that the file does not name, too. */
    public Optional<String> find(String key) {
        return setting(key).map(Setting::value).filter(value -> !value.isEmpty());
    }

    public String text(String key) {
        return find(key).orElseThrow(() -> missing(key));
    }

    public String text(String key, String otherwise) {
        return find(key).orElse(otherwise);
    }

    public int integer(String key, int otherwise) {
        return find(key)
                .map(value -> parse(key, value, "a whole number such as 4", Integer::parseInt))
                .orElse(otherwise);
    }

    public boolean flag(String key, boolean otherwise) {
        return find(key)
                .map(value -> parse(key, value, "true or false", Environment::parseFlag))
                .orElse(otherwise);
    }

    /** A duration with its unit: {@code 500ms}, {@code 60s}, {@code 5m}, {@code 2h}, {@code 7d}. */
    public Duration duration(String key, Duration otherwise) {
        return find(key)
                .map(value -> parse(key, value, "a duration with its unit, such as 60s, 5m or 7d", Units::duration))
                .orElse(otherwise);
    }

    /** A size in bytes with its unit: {@code 512KB}, {@code 16MB}, {@code 1GB}; powers of 1024. */
    public long sizeBytes(String key, long otherwise) {
        return find(key)
                .map(value -> parse(key, value, "a size with its unit, such as 16MB", Units::sizeBytes))
                .orElse(otherwise);
    }

    public Optional<Secret> secret(String key) {
        return find(key).map(Secret::new);
    }

    /** The values of a comma-separated setting, trimmed; none where it is missing or empty. */
    public List<String> list(String key) {
        return find(key).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::trim)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Settings below a prefix, the prefix cut off: {@code var.top_n=25} is {@code top_n=25} below {@code var.}. */
    public SortedMap<String, String> below(String prefix) {
        SortedMap<String, String> found = new TreeMap<>();
        settings.forEach((key, setting) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), setting.value());
            }
        });
        return found;
    }

    /** Every setting in plain text. For handing to Camel, never for showing. */
    public SortedMap<String, String> all() {
        return below("");
    }

    /** Masks this environment's secrets, and passwords inside URLs, in any text that leaves the process. */
    public Masking masking() {
        return Masking.of(settings.values(), variables);
    }

    /** A problem with a setting, at the line that set it. */
    public Problem problem(String key, String what, String remedy) {
        Place place = setting(key).map(Setting::place).orElse(file);
        return Problem.at(place, key + " " + what, remedy);
    }

    private Optional<Setting> setting(String key) {
        return Optional.ofNullable(settings.get(key)).or(() -> Setting.fromVariable(key, variables));
    }

    private CaravanException missing(String key) {
        return new CaravanException(problem(
                key,
                settings.containsKey(key) ? "is empty" : "is missing",
                "Set it in environments/" + name + ".properties, as "
                        + Setting.variableOf(key)
                        + " in the process environment or .env, or with --set " + key + "=VALUE."));
    }

    private <T> T parse(String key, String value, String expected, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new CaravanException(problem(key, "is \"" + value + "\"", "Give " + expected + "."), e);
        }
    }

    private static boolean parseFlag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(value);
        };
    }
}
