package dev.caravan.compile;

import static java.util.stream.Collectors.toCollection;

import dev.caravan.compile.Analysis.Sorting;
import dev.caravan.compile.AnalysisProperties.ParameterProperties;
import dev.caravan.graph.NodeId;
import dev.caravan.project.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compiles the selects below {@code analyses/}. */
final class AnalysisCompiler {
    private static final String DESCENDING = " desc";

    private final ModelLanguage language;
    private final ProjectProperties properties;

    AnalysisCompiler(ModelLanguage language, ProjectProperties properties) {
        this.language = language;
        this.properties = properties;
    }

    /** The files by name; two of one name, and one with a wrong name, are told. */
    static SortedMap<String, SourceFile> named(List<SourceFile> files, Problems problems) {
        SortedMap<String, SourceFile> named = new TreeMap<>();
        for (SourceFile file : files) {
            if (!ProjectCompiler.NAME.matcher(file.stem()).matches()) {
                problems.add(
                        file.place(),
                        "\"" + file.stem() + "\" is no name of an analysis",
                        "Use letters, digits and underscores, a digit not first.");
                continue;
            }
            SourceFile earlier = named.putIfAbsent(file.stem(), file);
            if (earlier != null) {
                problems.add(
                        file.place(),
                        "there is another analysis \"" + file.stem() + "\"",
                        "It is " + earlier.path() + "; rename one.");
            }
        }
        return named;
    }

    /** Tells what is wrong as long as relations are only expected, so that it is told with the rest. */
    void check(List<ParsedFile> files, Names expected) {
        compile(files, expected, new CommonTables(Map.of(), Map.of()));
    }

    Collection<Analysis> compile(List<ParsedFile> files, Names names, CommonTables ephemeral) {
        return files.parallelStream()
                .map(file -> analysis(file, names, ephemeral))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Analysis> analysis(ParsedFile file, Names names, CommonTables ephemeral) {
        ParameterPlaces places = new ParameterPlaces(language.settings().dialect(), language.problems());
        return Rendering.ofAnalysis(language, names, file, places).map(rendered -> {
            SourceFile source = file.source();
            AnalysisProperties described = properties.of(source.stem(), source.place());
            ConfigReader config = ConfigReader.ofAnalysis(rendered.config(), source.place(), language.problems());
            ParameterPlaces.Bound bound = places.bind(
                    ephemeral.writeInto(rendered.sql(), rendered.models()).sql(), source);
            return new Analysis(
                    NodeId.analysis(source.stem()),
                    source.stem(),
                    source.path(),
                    config.text("description").orElse(described.description()),
                    config.tags(),
                    described.columns(),
                    described(places.parameters(), described),
                    config.texts("order_by").stream()
                            .map(AnalysisCompiler::sorting)
                            .toList(),
                    source.text(),
                    bound.sql(),
                    bound.bindings(),
                    rendered.dependsOn());
        });
    }

    private static Sorting sorting(String text) {
        String column = text.strip();
        return column.endsWith(DESCENDING)
                ? new Sorting(
                        column.substring(0, column.length() - DESCENDING.length())
                                .strip(),
                        true)
                : new Sorting(column, false);
    }

    private List<Parameter> described(List<Parameter> parameters, AnalysisProperties properties) {
        TreeSet<String> names = parameters.stream().map(Parameter::name).collect(toCollection(TreeSet::new));
        for (ParameterProperties one : properties.parameters()) {
            if (!names.contains(one.name())) {
                language.problems()
                        .add(
                                one.place(),
                                "analysis \"" + properties.name() + "\" has no parameter \"" + one.name() + "\"",
                                Suggestion.didYouMean(
                                        one.name(),
                                        names,
                                        "A parameter is declared in the select, by param(\"" + one.name()
                                                + "\", \"text\")."));
            }
        }
        List<Parameter> described = new ArrayList<>();
        for (Parameter parameter : parameters) {
            described.add(properties.parameters().stream()
                    .filter(one -> one.name().equals(parameter.name()))
                    .findFirst()
                    .map(one -> parameter.describedAs(one.description()))
                    .orElse(parameter));
        }
        return described;
    }
}
