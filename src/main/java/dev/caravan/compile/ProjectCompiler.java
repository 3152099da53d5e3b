package dev.caravan.compile;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import dev.caravan.graph.Graph;
import dev.caravan.graph.NodeId;
import dev.caravan.project.Project;
import dev.caravan.sql.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Compiles a project: reads what lies below {@code models/} and {@code analyses/}, renders every model, and checks what they say.
 *
 * <p>Models are rendered in parallel and in no order, {@code ref} giving the relation that a model's folder lets expect.
 * Only then are their configs known; what refers to a model that turned out to lie elsewhere, or to be ephemeral, is
 * rendered once more.
 */
public final class ProjectCompiler {
    static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final CompileSettings settings;
    private final ProjectFiles files;
    private final Problems problems;
    private final ModelLanguage language;
    private final SortedMap<String, SourceFile> models = new TreeMap<>();

    private ProjectCompiler(ProjectFiles files, Problems problems, CompileSettings settings) {
        this.settings = settings;
        this.problems = problems;
        this.files = files;
        this.language = new ModelLanguage(settings, files.macros(), problems);
    }

    /** @throws dev.caravan.project.CaravanException with every problem that was found, sorted by file and line */
    public static Manifest compile(Project project, CompileSettings settings) {
        Problems problems = new Problems();
        return compile(ProjectFiles.read(project, problems), problems, settings);
    }

    /** @param problems those of reading the files */
    static Manifest compile(ProjectFiles files, Problems problems, CompileSettings settings) {
        return new ProjectCompiler(files, problems, settings).compile();
    }

    private Manifest compile() {
        files.models().forEach(this::addModel);
        SortedMap<String, SourceFile> analysisFiles = AnalysisCompiler.named(files.analyses(), problems);
        ProjectProperties properties = ProjectProperties.read(files.properties(), models, analysisFiles, problems);
        List<ParsedFile> parsedModels = parse(models.values());
        List<ParsedFile> parsedTests = parse(files.tests());
        List<ParsedFile> parsedAnalyses = parse(analysisFiles.values());
        if (language.hasBrokenMacros()) {
            problems.throwIfAny();
        }
        Names expected = expectedNames(properties);
        SortedMap<String, DraftModel> drafts = render(parsedModels, expected, properties);
        TestCompiler tests = new TestCompiler(language, properties);
        tests.check(parsedTests, expected);
        AnalysisCompiler analyses = new AnalysisCompiler(language, properties);
        analyses.check(parsedAnalyses, expected);
        Cycles.report(drafts, problems);
        SharedRelations.report(drafts.values(), properties.sources().values(), problems);
        problems.throwIfAny();

        Names names = names(drafts, expected);
        Set<String> surprising = surprising(drafts, expected);
        drafts.putAll(render(
                drafts.values().stream()
                        .filter(draft -> surprising.contains(draft.name()) || intersect(draft.refs(), surprising))
                        .map(DraftModel::file)
                        .toList(),
                names,
                properties));
        problems.throwIfAny();
        return assemble(drafts, names, properties, tests, parsedTests, analyses, parsedAnalyses);
    }

    private void addModel(SourceFile file) {
        if (file.folders().isEmpty()) {
            problems.add(
                    file.place(),
                    "lies in no folder, so it has no schema",
                    "Move it to models/<schema>/" + file.stem() + ".sql.");
            return;
        }
        if (!NAME.matcher(file.stem()).matches()) {
            problems.add(
                    file.place(),
                    "\"" + file.stem() + "\" is no name of a model",
                    "Use letters, digits and underscores, a digit not first.");
            return;
        }
        SourceFile earlier = models.putIfAbsent(file.stem(), file);
        if (earlier != null) {
            problems.add(
                    file.place(),
                    "there is another model \"" + file.stem() + "\"",
                    "It is " + earlier.path() + "; rename one, since ref(\"" + file.stem() + "\") can mean one only.");
        }
    }

    private List<ParsedFile> parse(Collection<SourceFile> sources) {
        return sources.parallelStream()
                .map(language::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    private SortedMap<String, DraftModel> render(List<ParsedFile> parsed, Names names, ProjectProperties properties) {
        ModelPass pass = new ModelPass(language, names, properties);
        return parsed.parallelStream()
                .map(pass::render)
                .flatMap(Optional::stream)
                .collect(toMap(DraftModel::name, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    private Names expectedNames(ProjectProperties properties) {
        Map<String, Relation> relations = new HashMap<>();
        models.forEach((name, file) -> relations.put(name, Relation.of(ModelPass.folder(file), name)));
        Map<String, SourceTable> sources = new HashMap<>();
        properties.sources().forEach((name, source) -> sources.put(name, source.table()));
        return new Names(relations, Set.of(), sources);
    }

    private static Names names(SortedMap<String, DraftModel> drafts, Names expected) {
        Map<String, Relation> relations = new HashMap<>();
        Set<String> ephemeral = new HashSet<>();
        drafts.forEach((name, draft) -> {
            relations.put(name, draft.relation());
            if (draft.isEphemeral()) {
                ephemeral.add(name);
            }
        });
        return new Names(relations, ephemeral, expected.sources());
    }

    /** Models that references cannot be rendered to right before they are rendered themselves. */
    private static Set<String> surprising(SortedMap<String, DraftModel> drafts, Names expected) {
        return drafts.values().stream()
                .filter(draft ->
                        draft.isEphemeral() || !expected.model(draft.name()).equals(Optional.of(draft.relation())))
                .map(DraftModel::name)
                .collect(toCollection(TreeSet::new));
    }

    private Manifest assemble(
            SortedMap<String, DraftModel> drafts,
            Names names,
            ProjectProperties properties,
            TestCompiler tests,
            List<ParsedFile> parsedTests,
            AnalysisCompiler analyses,
            List<ParsedFile> parsedAnalyses) {
        Map<String, Integer> positions = positions(drafts);
        CommonTables ephemeral = new CommonTables(bodies(drafts, names.inlined()), positions);
        Contracts contracts = Contracts.of(language, names, drafts, positions);
        List<Node> nodes = new ArrayList<>();
        nodes.addAll(drafts.values().parallelStream()
                .map(draft -> model(draft, ephemeral, contracts))
                .toList());
        properties.sources().values().forEach(source -> nodes.add(source.table()));
        nodes.addAll(tests.compile(
                parsedTests, names, ephemeral, name -> drafts.get(name).config().testRows()));
        nodes.addAll(analyses.compile(parsedAnalyses, names, ephemeral));
        problems.throwIfAny();
        return new Manifest(settings.targetName(), settings.dialect().name(), nodes);
    }

    private static Model model(DraftModel draft, CommonTables ephemeral, Contracts contracts) {
        return new Model(
                draft.id(),
                draft.name(),
                draft.relation(),
                draft.file().source().path(),
                draft.config(),
                draft.description(),
                draft.properties().columns(),
                draft.properties().measures(),
                draft.properties().page(),
                draft.file().source().text(),
                ephemeral.writeInto(draft.full().sql(), draft.full().models()),
                draft.incremental().map(branch -> ephemeral.writeInto(branch.sql(), branch.models())),
                contracts.sqlOf(draft),
                draft.dependsOn());
    }

    static Map<String, Rendered> bodies(SortedMap<String, DraftModel> drafts, Set<String> inlined) {
        return inlined.stream()
                .collect(toMap(Function.identity(), name -> drafts.get(name).full()));
    }

    private static Map<String, Integer> positions(SortedMap<String, DraftModel> drafts) {
        Map<NodeId, String> names = drafts.values().stream().collect(toMap(DraftModel::id, DraftModel::name));
        Map<String, Integer> positions = new HashMap<>();
        for (NodeId id : graph(drafts).order()) {
            if (names.containsKey(id)) {
                positions.put(names.get(id), positions.size());
            }
        }
        return positions;
    }

    static Graph graph(SortedMap<String, DraftModel> drafts) {
        return Graph.of(drafts.values().stream().collect(toMap(DraftModel::id, DraftModel::dependsOn)));
    }

    private static boolean intersect(Set<String> some, Set<String> others) {
        return some.stream().anyMatch(others::contains);
    }
}
