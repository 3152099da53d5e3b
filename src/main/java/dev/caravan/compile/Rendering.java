package dev.caravan.compile;

import static dev.caravan.compile.TemplateValues.text;

import dev.caravan.graph.NodeId;
import dev.caravan.project.Place;
import dev.caravan.project.Suggestion;
import dev.caravan.sql.Dialect;
import dev.caravan.sql.Relation;
import freemarker.core.Environment;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One rendering of one template: gives it {@code ref}, {@code source}, {@code this}, {@code is_incremental} and
 * {@code config}, and notes what it asks for. For one thread.
 */
final class Rendering {
    private static final Pattern BLANK_LINES_BEFORE = Pattern.compile("\\A(?:[ \\t]*\\n)+");
    private static final Pattern SEMICOLON_BEHIND = Pattern.compile("[\\s;]+\\z");

    private final ModelLanguage language;
    private final Names names;
    private final boolean incremental;
    private final SortedSet<String> models = new TreeSet<>();
    private final SortedSet<NodeId> sources = new TreeSet<>();
    private final Map<String, ConfigValue> config = new LinkedHashMap<>();
    private boolean asksIncremental;

    private Rendering(ModelLanguage language, Names names, boolean incremental) {
        this.language = language;
        this.names = names;
        this.incremental = incremental;
    }

    /** @param incremental what {@code is_incremental()} says */
    static Optional<Rendered> ofModel(ModelLanguage language, Names names, ParsedFile file, boolean incremental) {
        Rendering rendering = new Rendering(language, names, incremental);
        Map<String, TemplateModel> functions = rendering.functions();
        names.model(file.source().stem()).ifPresent(relation -> functions.put("this", rendering.value(relation)));
        return rendering.render(file, functions);
    }

    /** @param incremental whether the test may keep to what it has not seen */
    static Optional<Rendered> ofTest(ModelLanguage language, Names names, ParsedFile file, boolean incremental) {
        Rendering rendering = new Rendering(language, names, incremental);
        Map<String, TemplateModel> functions = rendering.functions();
        LastPassed last =
                new LastPassed(rendering.dialect(), NodeId.test(file.source().stem()));
        functions.put("last_passed", new LanguageFunction("last_passed()", 0, 0, given -> last.at()));
        functions.put("unseen_batches", new LanguageFunction("unseen_batches()", 0, 0, given -> last.unseenBatches()));
        return rendering.render(file, functions);
    }

    /** @param places where values are bound */
    static Optional<Rendered> ofAnalysis(ModelLanguage language, Names names, ParsedFile file, ParameterPlaces places) {
        Rendering rendering = new Rendering(language, names, false);
        Map<String, TemplateModel> functions = rendering.functions();
        functions.put("param", places.function());
        return rendering.render(file, functions);
    }

    private Optional<Rendered> render(ParsedFile file, Map<String, TemplateModel> functions) {
        Optional<String> sql = language.render(file, functions).map(Rendering::trimmed);
        if (sql.isPresent() && sql.get().isBlank()) {
            language.problems().add(file.source().place(), "has no select", "Write one select, or delete the file.");
            return Optional.empty();
        }
        if (sql.isPresent() && !Select.ofMarked(sql.get()).keepsIdSetsInLists()) {
            language.problems()
                    .add(
                            file.source().place(),
                            "has a set of ids outside of in (…)",
                            "Write it as batch_id in (${…}): the ids themselves are written in its place.");
            return Optional.empty();
        }
        return sql.map(text -> new Rendered(text, models, sources, config, asksIncremental));
    }

    private Map<String, TemplateModel> functions() {
        Map<String, TemplateModel> functions = new TreeMap<>();
        functions.put("ref", new LanguageFunction("ref(model)", 1, 2, this::ref));
        functions.put("source", new LanguageFunction("source(source, table)", 2, 2, this::source));
        functions.put("is_incremental", new LanguageFunction("is_incremental()", 0, 0, given -> isIncremental()));
        functions.put("config", (TemplateDirectiveModel)
                (environment, given, variables, body) -> configure(environment, given));
        return functions;
    }

    private Object ref(List<Object> given) throws TemplateModelException {
        String name = text(given.get(given.size() - 1));
        if (given.size() > 1) {
            language.problems()
                    .add(
                            TemplateProblems.here(),
                            "ref(\"" + text(given.get(0)) + "\", \"" + name + "\") names a package",
                            "All models are in one project: write ref(\"" + name + "\").");
            return name;
        }
        Optional<Relation> relation = names.model(name);
        if (relation.isEmpty()) {
            language.problems()
                    .add(
                            TemplateProblems.here(),
                            "ref(\"" + name + "\") names no model",
                            Suggestion.didYouMean(
                                    name,
                                    names.models().keySet(),
                                    "A model is a file " + name
                                            + ".sql below models/; raw tables are named by source."));
            return name;
        }
        models.add(name);
        return new RelationValue(names.sqlOf(name, dialect()), relation.get());
    }

    private Object source(List<Object> given) throws TemplateModelException {
        String source = text(given.get(0));
        String table = text(given.get(1));
        Optional<SourceTable> found = names.source(source, table);
        if (found.isEmpty()) {
            language.problems()
                    .add(
                            TemplateProblems.here(),
                            "source(\"" + source + "\", \"" + table + "\") names no table of a source",
                            Suggestion.didYouMean(
                                    source + "." + table,
                                    names.sources().keySet(),
                                    "Declare it under sources in models/staging/__sources.yml."));
            return table;
        }
        sources.add(found.get().id());
        return value(found.get().relation());
    }

    private boolean isIncremental() {
        asksIncremental = true;
        return incremental;
    }

    private void configure(Environment environment, Map<?, ?> given) throws TemplateModelException {
        Place place = new Place(
                environment.getCurrentDirectiveCallPlace().getTemplate().getSourceName(),
                environment.getCurrentDirectiveCallPlace().getBeginLine());
        for (Map.Entry<?, ?> entry : new TreeMap<>(given).entrySet()) {
            String key = entry.getKey().toString();
            Object value = TemplateValues.plain((TemplateModel) entry.getValue());
            if (config.putIfAbsent(key, new ConfigValue(value, place)) != null) {
                language.problems().add(place, key + " is configured twice", "Keep one.");
            }
        }
    }

    private RelationValue value(Relation relation) {
        return new RelationValue(relation.render(dialect()), relation);
    }

    private Dialect dialect() {
        return language.settings().dialect();
    }

    /** A select stands inside other statements, so it cannot end in a semicolon. */
    private static String trimmed(String text) {
        String fromFirst = BLANK_LINES_BEFORE.matcher(text).replaceFirst("");
        return SEMICOLON_BEHIND.matcher(fromFirst).replaceFirst("") + "\n";
    }
}
