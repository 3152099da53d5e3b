package dev.caravan.compile;

import dev.caravan.graph.NodeId;
import dev.caravan.project.Place;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Compiles the tests that properties declare, and those that are files of their own. */
final class TestCompiler {
    private final ModelLanguage language;
    private final ProjectProperties properties;

    TestCompiler(ModelLanguage language, ProjectProperties properties) {
        this.language = language;
        this.properties = properties;
    }

    /** Tells what is wrong with the tests as long as relations are only expected, so that it is told with the rest. */
    void check(List<ParsedFile> singular, Names expected) {
        compile(singular, expected, new CommonTables(Map.of(), Map.of()), model -> TestRows.ALL);
    }

    /** @param rows which rows the tests of a model read */
    Collection<DataTest> compile(
            List<ParsedFile> singular, Names names, CommonTables ephemeral, Function<String, TestRows> rows) {
        SortedMap<NodeId, DataTest> all = new TreeMap<>();
        GenericTests generic = new GenericTests(language, names, ephemeral);
        properties.models().forEach((name, model) -> model.tests()
                .forEach(test -> generic.compile(test, "ref(\"" + name + "\")", rows.apply(name))
                        .ifPresent(found -> add(found, test.place(), all))));
        properties.sources().values().forEach(source -> source.tests().forEach(test -> generic.compile(
                        test,
                        "source(\"" + source.table().source() + "\", \""
                                + source.table().table() + "\")",
                        TestRows.ALL)
                .ifPresent(found -> add(found, test.place(), all))));
        singular.parallelStream()
                .map(file -> singular(file, names, ephemeral))
                .flatMap(Optional::stream)
                .toList()
                .forEach(test -> add(test, Place.of(test.path()), all));
        return List.copyOf(all.values());
    }

    private void add(DataTest test, Place place, SortedMap<NodeId, DataTest> all) {
        if (all.putIfAbsent(test.id(), test) != null) {
            language.problems().add(place, "test \"" + test.name() + "\" is declared twice", "Keep one.");
        }
    }

    private Optional<DataTest> singular(ParsedFile file, Names names, CommonTables ephemeral) {
        Optional<Rendered> full = Rendering.ofTest(language, names, file, false);
        Optional<Rendered> incremental =
                full.filter(Rendered::asksIncremental).flatMap(asks -> Rendering.ofTest(language, names, file, true));
        return full.map(rendered -> {
            ConfigReader config =
                    ConfigReader.ofTest(rendered.config(), file.source().place(), language.problems());
            return new DataTest(
                    NodeId.test(file.source().stem()),
                    file.source().stem(),
                    file.source().path(),
                    DataTest.SINGULAR,
                    Optional.empty(),
                    Optional.empty(),
                    TestArguments.NONE,
                    config.severity(),
                    config.tags(),
                    config.text("description").orElse(""),
                    ephemeral.writeInto(rendered.sql(), rendered.models()),
                    incremental.map(branch -> ephemeral.writeInto(branch.sql(), branch.models())),
                    union(rendered.dependsOn(), incremental));
        });
    }

    private static List<NodeId> union(List<NodeId> full, Optional<Rendered> incremental) {
        SortedSet<NodeId> all = new TreeSet<>(full);
        incremental.ifPresent(branch -> all.addAll(branch.dependsOn()));
        return List.copyOf(all);
    }
}
