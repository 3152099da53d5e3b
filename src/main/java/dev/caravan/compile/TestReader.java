package dev.caravan.compile;

import dev.caravan.project.Place;
import dev.caravan.project.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code data_tests} of a properties file. */
final class TestReader {
    private static final Set<String> ALWAYS_ALLOWED =
            Set.of("name", "description", "config", "where", "severity", "arguments");
    private static final Set<String> CONFIG = Set.of("where", "severity", "tags");

    private final Problems problems;

    TestReader(Problems problems) {
        this.problems = problems;
    }

    /** @param owner the model, source table or column whose tests they are; {@code tests} is dbt's older word */
    List<TestDefinition> read(YamlMap owner, Optional<String> column) {
        List<TestDefinition> tests = new ArrayList<>();
        for (String key : List.of("data_tests", "tests")) {
            for (YamlValue item : owner.list(key)) {
                read(item, column).ifPresent(tests::add);
            }
        }
        return List.copyOf(tests);
    }

    private Optional<TestDefinition> read(YamlValue item, Optional<String> column) {
        if (item.isText()) {
            return item.text("a test")
                    .flatMap(word -> kind(word, item.place(), column))
                    .flatMap(kind -> definition(kind, Optional.empty(), column, item.place()));
        }
        Optional<YamlMap> map = item.map("a test");
        if (map.isEmpty()) {
            return Optional.empty();
        }
        if (map.get().keys().size() != 1) {
            problems.add(
                    item.place(),
                    "a test has the keys " + String.join(", ", map.get().keys()),
                    "Write its kind as the only key and indent what belongs to it by four spaces.");
            return Optional.empty();
        }
        String word = map.get().keys().iterator().next();
        return kind(word, item.place(), column)
                .flatMap(kind -> definition(kind, map.get().map(word), column, item.place()));
    }

    private Optional<TestKind> kind(String word, Place place, Optional<String> column) {
        Optional<TestKind> kind = TestKind.ofWord(word).filter(found -> found.fits(column.isPresent()));
        if (kind.isEmpty()) {
            List<String> words = TestKind.words(column.isPresent());
            problems.add(
                    place,
                    "\"" + word + "\" is no test of a " + (column.isPresent() ? "column" : "model"),
                    Suggestion.didYouMean(
                            word,
                            words,
                            "The tests are " + String.join(", ", words) + "; others are SQL files in models/tests/."));
        }
        return kind;
    }

    private Optional<TestDefinition> definition(
            TestKind kind, Optional<YamlMap> body, Optional<String> column, Place place) {
        // dbt 1.10 moves the arguments below a key of their own; both forms are read
        Optional<YamlMap> arguments = body.flatMap(map -> map.map("arguments")).or(() -> body);
        Optional<YamlMap> config = body.flatMap(map -> map.map("config"));
        body.ifPresent(map -> checkKeys(kind, map));
        config.ifPresent(map -> map.allowOnly("the config of a test", CONFIG));
        for (String name : kind.arguments()) {
            if (arguments.flatMap(map -> map.get(name)).isEmpty()) {
                problems.add(place, kind.word() + " has no " + name, "Add \"" + name + ": …\" to the test.");
                return Optional.empty();
            }
        }
        return Optional.of(new TestDefinition(
                kind,
                column,
                arguments
                        .map(map -> kind == TestKind.ACCEPTED_VALUES ? map.texts("values") : texts(map, kind))
                        .orElse(List.of()),
                arguments
                        .filter(map -> kind.arguments().contains("to"))
                        .map(map -> map.text("to"))
                        .orElse(""),
                arguments
                        .filter(map -> kind.arguments().contains("field"))
                        .map(map -> map.text("field"))
                        .orElse(""),
                arguments
                        .filter(map -> kind.arguments().contains("expression"))
                        .map(map -> map.text("expression"))
                        .orElse(""),
                setting("where", body, config),
                severity(body, config, place),
                config.map(map -> map.texts("tags")).orElse(List.of()),
                body.map(map -> map.text("description")).orElse(""),
                place));
    }

    private static List<String> texts(YamlMap map, TestKind kind) {
        return kind == TestKind.UNIQUE_COMBINATION ? map.texts("columns") : List.of();
    }

    private static void checkKeys(TestKind kind, YamlMap body) {
        Set<String> known = new HashSet<>(ALWAYS_ALLOWED);
        known.addAll(kind.arguments());
        body.allowOnly("the test " + kind.word(), known);
        body.map("arguments").ifPresent(map -> map.allowOnly("the arguments of " + kind.word(), kind.arguments()));
    }

    private static String setting(String key, Optional<YamlMap> body, Optional<YamlMap> config) {
        return config.map(map -> map.text(key))
                .filter(text -> !text.isEmpty())
                .or(() -> body.map(map -> map.text(key)))
                .orElse("");
    }

    private Severity severity(Optional<YamlMap> body, Optional<YamlMap> config, Place place) {
        String word = setting("severity", body, config);
        return switch (word) {
            case "", "error" -> Severity.ERROR;
            case "warn" -> Severity.WARN;
            default -> {
                problems.add(place, "severity is \"" + word + "\"", "Give error or warn.");
                yield Severity.ERROR;
            }
        };
    }
}
