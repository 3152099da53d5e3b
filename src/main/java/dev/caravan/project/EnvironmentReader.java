package dev.caravan.project;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Puts an environment together from its sources, the strongest last. */
final class EnvironmentReader {
    // {{env:NAME}} or {{other.key}}; the same form that Camel's property placeholders have
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(env:)?([A-Za-z0-9_.-]+)(?::([^}]*))?}}");
    // it names a file, and a context of migrations
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}(\\.[A-Za-z0-9_-]{1,64})*");
    private static final int DEEPEST_PLACEHOLDER = 8;

    private final Project project;
    private final Map<String, String> processEnvironment;
    private final Map<String, String> overrides;
    private final List<Problem> problems = new ArrayList<>();

    EnvironmentReader(Project project, Map<String, String> processEnvironment, Map<String, String> overrides) {
        this.project = project;
        this.processEnvironment = processEnvironment;
        this.overrides = overrides;
    }

    Environment read(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new CaravanException(Problem.at(
                    "environments",
                    "\"" + name + "\" is no name of an environment",
                    "Choose one of " + String.join(", ", environments()) + "."));
        }
        Path file = project.environments().resolve(name + ".properties");
        Map<String, Setting> settings = new TreeMap<>(readFile(name, file));
        settings.putAll(readOverlay(name));
        Map<String, String> variables = new HashMap<>(readDotEnv());
        variables.putAll(processEnvironment);

        settings.replaceAll(
                (key, setting) -> Setting.fromVariable(key, variables).orElse(setting));
        overrides.forEach((key, value) -> settings.put(key, new Setting(key, value, Place.of("--set " + key))));
        Map<String, Setting> resolved = new TreeMap<>();
        settings.forEach((key, setting) -> resolved.put(key, resolve(setting, settings, variables)));

        if (!problems.isEmpty()) {
            throw new CaravanException(problems);
        }
        return new Environment(name, Place.of(project.relative(file)), resolved, variables);
    }

    private Map<String, Setting> readFile(String name, Path file) {
        return readLines(
                file,
                () -> new CaravanException(Problem.at(
                        Place.of(project.relative(file)),
                        "there is no environment \"" + name + "\"",
                        "Choose one of " + String.join(", ", environments()) + ", or write that file.")));
    }

    private Map<String, Setting> readOverlay(String name) {
        Path file = project.overlay(name);
        return Files.exists(file) ? readLines(file, () -> new IllegalStateException("vanished: " + file)) : Map.of();
    }

    private Map<String, String> readDotEnv() {
        Path file = project.root().resolve(".env");
        if (!Files.exists(file)) {
            return Map.of();
        }
        Map<String, String> variables = new HashMap<>();
        readLines(file, () -> new IllegalStateException("vanished: " + file))
                .forEach((key, setting) -> variables.put(key, unquoted(setting.value())));
        return variables;
    }

    /** Reads lines of {@code key=value}. {@link java.util.Properties} is not used because it knows no line numbers. */
    private Map<String, Setting> readLines(Path file, java.util.function.Supplier<RuntimeException> whenMissing) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, UTF_8);
        } catch (NoSuchFileException e) {
            throw whenMissing.get();
        } catch (IOException e) {
            throw new CaravanException(
                    Problem.at(Place.of(project.relative(file)), "cannot be read: " + e.getMessage(), ""), e);
        }
        Map<String, Setting> settings = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                readLine(line, Place.of(project.relative(file), i + 1))
                        .ifPresent(setting -> addOnce(settings, setting));
            }
        }
        return settings;
    }

    private Optional<Setting> readLine(String line, Place place) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            problems.add(
                    Problem.at(place, "\"" + line + "\" is no setting", "Write it as key=value, or as a # comment."));
            return Optional.empty();
        }
        return Optional.of(
                new Setting(Environment.keyOf(line), line.substring(equals + 1).strip(), place));
    }

    private void addOnce(Map<String, Setting> settings, Setting setting) {
        Setting earlier = settings.putIfAbsent(setting.key(), setting);
        if (earlier != null) {
            problems.add(Problem.at(
                    setting.place(),
                    setting.key() + " is set twice",
                    "It is set at " + earlier.place() + " too; keep one."));
        }
    }

    private Setting resolve(Setting setting, Map<String, Setting> settings, Map<String, String> variables) {
        String value = setting.value();
        for (int depth = 0; depth < DEEPEST_PLACEHOLDER; depth++) {
            Matcher placeholder = PLACEHOLDER.matcher(value);
            String next = placeholder.replaceAll(match -> {
                String found = match.group(1) != null
                        ? variables.get(match.group(2))
                        : Optional.ofNullable(settings.get(match.group(2)))
                                .map(Setting::value)
                                .orElse(null);
                if (found == null && match.group(3) == null) {
                    problems.add(Problem.at(
                            setting.place(),
                            setting.key() + " asks for \"" + match.group() + "\", which nothing sets",
                            "Set it in the process environment or .env, or give it a default: {{"
                                    + match.group().replaceAll("[{}]", "") + ":default}}."));
                    return "";
                }
                return Matcher.quoteReplacement(found != null ? found : match.group(3));
            });
            if (next.equals(value)) {
                return new Setting(setting.key(), value, setting.place());
            }
            value = next;
        }
        problems.add(
                Problem.at(setting.place(), setting.key() + " refers to itself", "Break the circle of placeholders."));
        return setting;
    }

    private List<String> environments() {
        try (Stream<Path> files = Files.list(project.environments())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".properties") && !file.endsWith(Project.OVERLAY))
                    .map(file -> file.substring(0, file.length() - ".properties".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CaravanException(
                    Problem.at(Place.of(project.environments()), "cannot be listed: " + e.getMessage(), ""), e);
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
