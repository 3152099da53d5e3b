package dev.caravan.compile;

import static java.util.stream.Collectors.toCollection;

import dev.caravan.project.Place;
import dev.caravan.project.Suggestion;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What all properties files say together.
 *
 * @param models by name
 * @param sources by {@code source.table}
 * @param analyses by name
 */
record ProjectProperties(
        SortedMap<String, ModelProperties> models,
        SortedMap<String, SourceProperties> sources,
        SortedMap<String, AnalysisProperties> analyses) {

    /**
     * @param files the models that exist, by name
     * @param analyses the analyses that exist, by name
     */
    static ProjectProperties read(
            List<SourceFile> properties,
            Map<String, SourceFile> files,
            Map<String, SourceFile> analyses,
            Problems problems) {
        ProjectProperties all = new ProjectProperties(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        properties.parallelStream()
                .map(file -> PropertiesReader.read(file, problems))
                .toList()
                .forEach(found -> all.add(found, files, analyses, problems));
        all.checkMeasures(problems);
        return all;
    }

    ModelProperties of(SourceFile model) {
        return models.getOrDefault(model.stem(), ModelProperties.none(model.stem(), model.place()));
    }

    AnalysisProperties of(String analysis, Place place) {
        return analyses.getOrDefault(analysis, AnalysisProperties.none(analysis, place));
    }

    private void add(
            PropertiesReader.Properties found,
            Map<String, SourceFile> files,
            Map<String, SourceFile> analysisFiles,
            Problems problems) {
        found.models().forEach(model -> addModel(model, files, problems));
        found.sources().forEach(source -> addSource(source, problems));
        found.analyses().forEach(analysis -> addAnalysis(analysis, analysisFiles, problems));
    }

    private void addModel(ModelProperties model, Map<String, SourceFile> files, Problems problems) {
        if (!files.containsKey(model.name())) {
            problems.add(
                    model.place(),
                    "there is no model \"" + model.name() + "\"",
                    Suggestion.didYouMean(
                            model.name(),
                            files.keySet(),
                            "Write " + model.name() + ".sql beside this file, or remove the entry."));
            return;
        }
        ModelProperties earlier = models.putIfAbsent(model.name(), model);
        if (earlier != null) {
            problems.add(
                    model.place(),
                    "model \"" + model.name() + "\" is described twice",
                    "It is described at " + earlier.place() + " too; keep one.");
        }
    }

    /** A report knows a measure by its name alone, whatever the table, and does not tell capitals apart. */
    private void checkMeasures(Problems problems) {
        Map<String, Measure> known = new HashMap<>();
        models.values().stream().flatMap(model -> model.measures().stream()).forEach(measure -> {
            Measure earlier = known.putIfAbsent(measure.name().toLowerCase(Locale.ROOT), measure);
            if (earlier != null) {
                problems.add(
                        measure.place(),
                        "measure \"" + measure.name() + "\" is declared twice",
                        "It is declared at " + earlier.place() + " too; measures of all models share their names.");
            }
        });
        Set<String> names = known.values().stream().map(Measure::name).collect(toCollection(TreeSet::new));
        models.values().stream().flatMap(model -> model.page().stream()).forEach(page -> page.measures().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> problems.add(
                        page.place(),
                        "page \"" + page.title() + "\" shows \"" + name + "\", which no model declares",
                        Suggestion.didYouMean(name, names, "Declare it under measures of a model, or take it out."))));
    }

    private void addAnalysis(AnalysisProperties analysis, Map<String, SourceFile> files, Problems problems) {
        if (!files.containsKey(analysis.name())) {
            problems.add(
                    analysis.place(),
                    "there is no analysis \"" + analysis.name() + "\"",
                    Suggestion.didYouMean(
                            analysis.name(),
                            files.keySet(),
                            "Write " + analysis.name() + ".sql below analyses/, or remove the entry."));
            return;
        }
        AnalysisProperties earlier = analyses.putIfAbsent(analysis.name(), analysis);
        if (earlier != null) {
            problems.add(
                    analysis.place(),
                    "analysis \"" + analysis.name() + "\" is described twice",
                    "It is described at " + earlier.place() + " too; keep one.");
        }
    }

    private void addSource(SourceProperties source, Problems problems) {
        SourceProperties earlier = sources.putIfAbsent(source.table().name(), source);
        if (earlier != null) {
            problems.add(
                    source.place(),
                    "table \"" + source.table().name() + "\" is declared twice",
                    "It is declared at " + earlier.place() + " too; keep one.");
        }
    }
}
