package dev.caravan.compile;

import dev.caravan.compile.AnalysisProperties.ParameterProperties;
import dev.caravan.graph.NodeId;
import dev.caravan.project.Place;
import dev.caravan.sql.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads one properties file in dbt's shape: models, sources, their columns and tests. */
final class PropertiesReader {
    private static final Set<String> TOP = Set.of("version", "models", "sources", "analyses");
    private static final Set<String> MODEL =
            Set.of("name", "description", "config", "columns", "measures", "page", "data_tests", "tests", "meta");
    private static final Set<String> PAGE = Set.of("title", "measures");
    private static final Set<String> COLUMN =
            Set.of("name", "description", "data_type", "data_tests", "tests", "tags", "meta");
    private static final Set<String> ANALYSIS = Set.of("name", "description", "columns", "parameters", "meta");
    private static final Set<String> PARAMETER = Set.of("name", "description");
    private static final Set<String> SOURCE = Set.of("name", "description", "schema", "tables", "tags", "meta");
    private static final Set<String> TABLE =
            Set.of("name", "identifier", "description", "columns", "data_tests", "tests", "tags", "meta", "external");
    private static final Set<String> EXTERNAL = Set.of("location");

    private static final String QUOTES = "Put a value that holds \": \" or \" #\" in quotes, and indent by spaces.";

    private final SourceFile file;
    private final Problems problems;
    private final TestReader tests;
    private final MeasureReader measures;
    private final List<ModelProperties> models = new ArrayList<>();
    private final List<SourceProperties> sources = new ArrayList<>();
    private final List<AnalysisProperties> analyses = new ArrayList<>();

    private PropertiesReader(SourceFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.tests = new TestReader(problems);
        this.measures = new MeasureReader(problems);
    }

    /** What one file says. */
    record Properties(
            List<ModelProperties> models, List<SourceProperties> sources, List<AnalysisProperties> analyses) {}

    static Properties read(SourceFile file, Problems problems) {
        PropertiesReader reader = new PropertiesReader(file, problems);
        reader.read();
        return new Properties(List.copyOf(reader.models), List.copyOf(reader.sources), List.copyOf(reader.analyses));
    }

    private void read() {
        compose().flatMap(root -> root.map("the file")).ifPresent(root -> {
            root.allowOnly("a properties file", TOP);
            root.list("models").forEach(item -> item.map("a model").ifPresent(this::readModel));
            root.list("sources").forEach(item -> item.map("a source").ifPresent(this::readSource));
            root.list("analyses").forEach(item -> item.map("an analysis").ifPresent(this::readAnalysis));
        });
    }

    private Optional<YamlValue> compose() {
        LoadSettings settings = LoadSettings.builder().setLabel(file.path()).build();
        try {
            return new Compose(settings)
                    .composeString(file.text())
                    .map(node -> new YamlValue(node, file.path(), problems))
                    .filter(value -> !value.isNull());
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            problems.add(new Place(file.path(), line), "is no YAML: " + e.getProblem(), QUOTES);
        } catch (YamlEngineException e) {
            problems.add(file.place(), "is no YAML: " + e.getMessage(), QUOTES);
        }
        return Optional.empty();
    }

    private void readModel(YamlMap model) {
        model.allowOnly("a model", MODEL);
        List<ColumnProperties> columns = columns(model);
        model.required("name", "a model")
                .ifPresent(name -> models.add(new ModelProperties(
                        name,
                        model.place("name"),
                        model.text("description").strip(),
                        config(model),
                        columns,
                        measures.read(model, columns),
                        page(model),
                        allTests(model))));
    }

    /** A title alone, or a title and measures. */
    private static Optional<Page> page(YamlMap model) {
        Optional<YamlValue> page = model.get("page").filter(value -> !value.isNull());
        if (page.filter(YamlValue::isText).isPresent()) {
            return Optional.of(new Page(model.text("page").strip(), List.of(), model.place("page")));
        }
        return page.flatMap(value -> value.map("page")).flatMap(map -> {
            map.allowOnly("a page", PAGE);
            return map.required("title", "a page")
                    .map(title -> new Page(title, map.texts("measures"), model.place("page")));
        });
    }

    private static Map<String, ConfigValue> config(YamlMap model) {
        Map<String, ConfigValue> config = new LinkedHashMap<>();
        model.map("config").ifPresent(map -> map.keys()
                .forEach(key -> map.get(key).ifPresent(value -> config.put(key, value.configValue()))));
        return config;
    }

    private List<ColumnProperties> columns(YamlMap owner) {
        List<ColumnProperties> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (YamlMap column : columnMaps(owner)) {
            column.allowOnly("a column", COLUMN);
            Optional<String> name = column.required("name", "a column");
            if (name.isPresent() && !seen.add(name.get())) {
                problems.add(column.place("name"), "column \"" + name.get() + "\" is given twice", "Keep one.");
                continue;
            }
            name.ifPresent(found -> columns.add(
                    new ColumnProperties(found, column.text("description").strip())));
        }
        return columns;
    }

    private List<TestDefinition> allTests(YamlMap owner) {
        List<TestDefinition> all = new ArrayList<>();
        for (YamlMap column : columnMaps(owner)) {
            String name = column.text("name");
            if (!name.isEmpty()) {
                all.addAll(tests.read(column, Optional.of(name)));
            }
        }
        all.addAll(tests.read(owner, Optional.empty()));
        return all;
    }

    private static List<YamlMap> columnMaps(YamlMap owner) {
        return owner.list("columns").stream()
                .flatMap(item -> item.map("a column").stream())
                .toList();
    }

    private void readAnalysis(YamlMap analysis) {
        analysis.allowOnly("an analysis", ANALYSIS);
        analysis.required("name", "an analysis")
                .ifPresent(name -> analyses.add(new AnalysisProperties(
                        name,
                        analysis.place("name"),
                        analysis.text("description").strip(),
                        columns(analysis),
                        parameters(analysis))));
    }

    private static List<ParameterProperties> parameters(YamlMap analysis) {
        List<ParameterProperties> parameters = new ArrayList<>();
        for (YamlValue item : analysis.list("parameters")) {
            item.map("a parameter").ifPresent(parameter -> {
                parameter.allowOnly("a parameter", PARAMETER);
                parameter
                        .required("name", "a parameter")
                        .ifPresent(name -> parameters.add(new ParameterProperties(
                                name,
                                parameter.place("name"),
                                parameter.text("description").strip())));
            });
        }
        return parameters;
    }

    private void readSource(YamlMap source) {
        source.allowOnly("a source", SOURCE);
        source.required("name", "a source").ifPresent(name -> source.list("tables").stream()
                .flatMap(item -> item.map("a table").stream())
                .forEach(table -> readTable(name, source, table)));
    }

    private void readTable(String source, YamlMap owner, YamlMap table) {
        table.allowOnly("a table of a source", TABLE);
        String schema = owner.text("schema").isEmpty() ? source : owner.text("schema");
        table.required("name", "a table").ifPresent(name -> {
            String identifier = table.text("identifier").isEmpty() ? name : table.text("identifier");
            TreeSet<String> tags = new TreeSet<>(owner.texts("tags"));
            tags.addAll(table.texts("tags"));
            sources.add(new SourceProperties(
                    new SourceTable(
                            NodeId.source(source, name),
                            source,
                            name,
                            Relation.of(schema, identifier),
                            file.path(),
                            table.text("description").strip(),
                            columns(table),
                            tags,
                            location(table)),
                    table.place("name"),
                    allTests(table)));
        });
    }

    private static Optional<String> location(YamlMap table) {
        return table.map("external").flatMap(external -> {
            external.allowOnly("external", EXTERNAL);
            return external.required("location", "external");
        });
    }
}
