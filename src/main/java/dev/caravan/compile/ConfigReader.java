package dev.caravan.compile;

import static java.util.stream.Collectors.joining;

import dev.caravan.project.Place;
import dev.caravan.project.Suggestion;
import dev.caravan.sql.TableOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Checks a config that may come from the model's own file and its properties; the model's own file wins. */
final class ConfigReader {
    private static final String BACKFILL = "backfill";
    private static final String GRANTS = "grants";
    private static final String SELECT = "select";
    private static final String PERSIST_DOCS = "persist_docs";
    private static final Set<String> OF_MODELS = Set.of(
            "materialized",
            "unique_key",
            "strategy",
            "tags",
            "schema",
            "alias",
            "declared_by",
            "description",
            GRANTS,
            PERSIST_DOCS,
            TableOptionsReader.DIST,
            TableOptionsReader.SORT,
            TableOptionsReader.SORT_TYPE,
            TableOptionsReader.ENCODE,
            "test_rows",
            BACKFILL);
    private static final Set<String> OF_TESTS = Set.of("severity", "tags", "description");
    private static final Set<String> OF_ANALYSES = Set.of("order_by", "tags", "description");
    // dbt's word for strategy, which its users write without a thought
    private static final String INCREMENTAL_STRATEGY = "incremental_strategy";

    private final Map<String, ConfigValue> values;
    private final List<String> tags;
    private final Place place;
    private final Problems problems;

    private ConfigReader(Map<String, ConfigValue> values, List<String> tags, Place place, Problems problems) {
        this.values = values;
        this.tags = tags;
        this.place = place;
        this.problems = problems;
    }

    /** The config of a model; tags of both files count. */
    static ConfigReader ofModel(
            Map<String, ConfigValue> inProperties, Map<String, ConfigValue> inModel, Place place, Problems problems) {
        Map<String, ConfigValue> values = new LinkedHashMap<>(withOneStrategy(inProperties, problems));
        values.putAll(withOneStrategy(inModel, problems));
        List<String> tags = new ArrayList<>();
        tags.addAll(of(inProperties, place, problems).texts("tags"));
        tags.addAll(of(inModel, place, problems).texts("tags"));
        values.remove("tags");
        Set<String> keys = new TreeSet<>(values.keySet());
        ConfigReader reader = new ConfigReader(values, tags, place, problems);
        keys.forEach(key -> reader.mustBeKnown(key, OF_MODELS, "a model"));
        return reader;
    }

    /** The config of a singular test. */
    static ConfigReader ofTest(Map<String, ConfigValue> values, Place place, Problems problems) {
        ConfigReader reader =
                new ConfigReader(values, of(values, place, problems).texts("tags"), place, problems);
        values.keySet().forEach(key -> reader.mustBeKnown(key, OF_TESTS, "a test"));
        return reader;
    }

    /** The config of an analysis. */
    static ConfigReader ofAnalysis(Map<String, ConfigValue> values, Place place, Problems problems) {
        ConfigReader reader =
                new ConfigReader(values, of(values, place, problems).texts("tags"), place, problems);
        values.keySet().forEach(key -> reader.mustBeKnown(key, OF_ANALYSES, "an analysis"));
        return reader;
    }

    private static Map<String, ConfigValue> withOneStrategy(Map<String, ConfigValue> given, Problems problems) {
        Map<String, ConfigValue> values = new LinkedHashMap<>(given);
        ConfigValue strategy = values.remove(INCREMENTAL_STRATEGY);
        if (strategy != null && values.putIfAbsent("strategy", strategy) != null) {
            problems.add(
                    strategy.place(),
                    "incremental_strategy is set beside strategy, which means the same",
                    "Keep one of the two.");
        }
        return values;
    }

    private static ConfigReader of(Map<String, ConfigValue> values, Place place, Problems problems) {
        return new ConfigReader(values, List.of(), place, problems);
    }

    ModelConfig model() {
        Materialization materialization = word("materialized", Materialization.values(), Materialization::word)
                .orElse(Materialization.VIEW);
        List<String> uniqueKey = texts("unique_key");
        Optional<Strategy> strategy = strategy(materialization, uniqueKey);
        boolean declared = declaredByMigration(materialization);
        TableOptions options = new TableOptionsReader(this, values, problems).read(materialization, declared);
        return new ModelConfig(
                materialization,
                strategy,
                uniqueKey,
                tags(),
                declared,
                options,
                persistDocs(),
                testRows(),
                backfill(materialization),
                grants());
    }

    private TestRows testRows() {
        return word("test_rows", TestRows.values(), TestRows::word).orElse(TestRows.ALL);
    }

    private Backfill backfill(Materialization materialization) {
        if (materialization != Materialization.INCREMENTAL && values.containsKey(BACKFILL)) {
            problems.add(
                    values.get(BACKFILL).place(),
                    "backfill is set on a model that is materialized as " + materialization.word(),
                    "Remove it: only an incremental model keeps what it has taken.");
        }
        return word(BACKFILL, Backfill.values(), Backfill::word).orElse(Backfill.NONE);
    }

    Severity severity() {
        return word("severity", Severity.values(), Severity::word).orElse(Severity.ERROR);
    }

    TreeSet<String> tags() {
        return new TreeSet<>(tags);
    }

    /** The text of a key that may be missing. */
    Optional<String> text(String key) {
        Optional<ConfigValue> value = Optional.ofNullable(values.get(key));
        if (value.isPresent() && !(value.get().value() instanceof String)) {
            wrong(key, value.get(), "Give one text.");
            return Optional.empty();
        }
        return value.map(found -> found.value().toString().strip()).filter(text -> !text.isEmpty());
    }

    /** The texts of a key that may be missing, or be one text. */
    List<String> texts(String key) {
        ConfigValue value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value.value() instanceof String text) {
            return List.of(text);
        }
        if (value.value() instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        wrong(key, value, "Give a text or a list of texts.");
        return List.of();
    }

    private Optional<Strategy> strategy(Materialization materialization, List<String> uniqueKey) {
        Optional<Strategy> given = word("strategy", Strategy.values(), Strategy::word);
        if (materialization != Materialization.INCREMENTAL) {
            if (values.containsKey("strategy")) {
                problems.add(
                        values.get("strategy").place(),
                        "strategy is set on a model that is materialized as " + materialization.word(),
                        "Only an incremental model has one: set materialized=\"incremental\" or remove it.");
            }
            return Optional.empty();
        }
        Strategy strategy = given.orElse(uniqueKey.isEmpty() ? Strategy.APPEND : Strategy.MERGE);
        if (strategy != Strategy.APPEND && uniqueKey.isEmpty()) {
            problems.add(
                    values.containsKey("strategy") ? values.get("strategy").place() : place,
                    "strategy \"" + strategy.word() + "\" needs a unique_key",
                    "Add unique_key=[\"…\"] with the columns that name a row, or choose strategy=\"append\".");
        }
        return Optional.of(strategy);
    }

    private boolean declaredByMigration(Materialization materialization) {
        Optional<String> declaredBy = text("declared_by");
        if (declaredBy.isEmpty()) {
            return false;
        }
        ConfigValue value = values.get("declared_by");
        if (!declaredBy.get().equals("migration")) {
            wrong("declared_by", value, "Only \"migration\" can declare a relation.");
        }
        if (!materialization.keepsRows()) {
            problems.add(
                    value.place(),
                    "a model declared by a migration is materialized as " + materialization.word(),
                    "Set materialized=\"table\" to replace its rows, or \"incremental\" to add to them.");
            return false;
        }
        return true;
    }

    /** Who may select; nothing else is granted, because a row that others wrote would be gone after the next swap. */
    private List<String> grants() {
        ConfigValue value = values.get(GRANTS);
        if (value == null) {
            return List.of();
        }
        if (value.value() instanceof Map<?, ?> grants && Set.of(SELECT).equals(grants.keySet())) {
            Object to = grants.get(SELECT);
            List<?> names = to instanceof String name ? List.of(name) : to instanceof List<?> list ? list : List.of();
            if (!names.isEmpty() && names.stream().allMatch(name -> name instanceof String text && !text.isBlank())) {
                return names.stream().map(name -> name.toString().strip()).toList();
            }
        }
        wrong(GRANTS, value, "Write it as grants: {select: [\"reporter\"]}; readers get no other right.");
        return List.of();
    }

    /** All descriptions, but for what is switched off. */
    private PersistDocs persistDocs() {
        ConfigValue value = values.get(PERSIST_DOCS);
        if (value == null) {
            return PersistDocs.ALL;
        }
        boolean understood = value.value() instanceof Map<?, ?> flags
                && Set.of("relation", "columns").containsAll(flags.keySet())
                && flags.values().stream().allMatch(Boolean.class::isInstance);
        if (!understood) {
            wrong(PERSIST_DOCS, value, "Write it as persist_docs: {relation: true, columns: false}.");
            return PersistDocs.ALL;
        }
        Map<?, ?> flags = (Map<?, ?>) value.value();
        return new PersistDocs(
                !Boolean.FALSE.equals(flags.get("relation")), !Boolean.FALSE.equals(flags.get("columns")));
    }

    private <T> Optional<T> word(String key, T[] alternatives, Function<T, String> words) {
        Optional<String> given = text(key);
        Optional<T> found = given.flatMap(word -> Arrays.stream(alternatives)
                .filter(one -> words.apply(one).equals(word))
                .findFirst());
        if (given.isPresent() && found.isEmpty()) {
            List<String> known = Arrays.stream(alternatives).map(words).toList();
            wrong(
                    key,
                    values.get(key),
                    Suggestion.didYouMean(given.get(), known, "Choose one of " + String.join(", ", known) + "."));
        }
        return found;
    }

    private void mustBeKnown(String key, Set<String> known, String whose) {
        if (!known.contains(key)) {
            problems.add(
                    values.get(key).place(),
                    "\"" + key + "\" is no config of " + whose,
                    Suggestion.didYouMean(
                            key,
                            known,
                            "There are " + new TreeSet<>(known).stream().collect(joining(", ")) + "."));
        }
    }

    private void wrong(String key, ConfigValue value, String remedy) {
        problems.add(value.place(), key + " is " + shown(value.value()), remedy);
    }

    private static String shown(Object value) {
        return value instanceof List<?> || value instanceof Map<?, ?> || value instanceof String
                ? "\"" + value + "\""
                : value.toString();
    }
}
