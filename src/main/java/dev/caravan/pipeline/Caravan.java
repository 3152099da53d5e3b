package dev.caravan.pipeline;

import dev.caravan.compile.CompileSettings;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.ManifestWriter;
import dev.caravan.compile.ProjectCompiler;
import dev.caravan.landing.BatchId;
import dev.caravan.landing.Landing;
import dev.caravan.landing.Landings;
import dev.caravan.load.Ledger;
import dev.caravan.load.Loader;
import dev.caravan.migrate.Changeset;
import dev.caravan.migrate.Migrator;
import dev.caravan.pipeline.Extraction.Dataset;
import dev.caravan.pipeline.ExtractionProvider.Surroundings;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import dev.caravan.warehouse.Transaction.ResultReader;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One environment of one project, ready to work: what every face calls. Opens the warehouse, the landing and the routes
 * when a command first needs them. One command at a time; a command uses several threads inside.
 */
public final class Caravan implements Steps, AutoCloseable {
    private static final Duration LOOKBACK = Duration.ofDays(7);
    private static final String CHANGESETS = "changesets";
    private static final Duration EVER = Duration.ofDays(36_500);

    private final Project project;
    private final Environment environment;
    private final Map<String, String> processEnvironment;
    private final Clock clock;
    private final Progress progress;
    private final ExtractionProvider extractionProvider;
    private final Supplier<BatchId> ids;

    private Optional<Warehouse> warehouse = Optional.empty();
    private Optional<Landing> landing = Optional.empty();
    private Optional<Extraction> extraction = Optional.empty();

    private Caravan(
            Project project,
            Environment environment,
            Map<String, String> processEnvironment,
            Clock clock,
            Progress progress,
            ExtractionProvider extractionProvider) {
        this.project = project;
        this.environment = environment;
        this.processEnvironment = Map.copyOf(processEnvironment);
        this.clock = clock;
        this.progress = progress;
        this.extractionProvider = extractionProvider;
        ids = BatchId.generator(clock);
    }

    public static Caravan open(
            Project project,
            Environment environment,
            Map<String, String> processEnvironment,
            Clock clock,
            Progress progress,
            ExtractionProvider extractionProvider) {
        return new Caravan(project, environment, processEnvironment, clock, progress, extractionProvider);
    }

    /** Checks every model; asks no database. Writes the manifest and the compiled SQL below {@code target/caravan}. */
    public Manifest compile() {
        Manifest manifest = ProjectCompiler.compile(
                project,
                new CompileSettings(
                        Warehouses.dialect(environment),
                        environment.name(),
                        environment.below("var."),
                        processEnvironment));
        new ManifestWriter(project).write(manifest);
        return manifest;
    }

    @Override
    public RunSummary migrate() {
        return command("migrate", run -> migrated(Migrator::update));
    }

    public RunSummary migrateTo(String tag) {
        return command("migrate", run -> migrated(migrator -> migrator.to(tag)));
    }

    public RunSummary rollback(int count) {
        return command(
                "migrate",
                run -> migrated(migrator -> {
                    migrator.rollback(count);
                    return List.of();
                }));
    }

    public List<Changeset> pendingMigrations() {
        return migrator().status();
    }

    /** The script that {@link #migrate} would run. */
    public String migrationSql() {
        return migrator().sql();
    }

    /** Polls datasets and lands them; loads nothing. */
    public RunSummary extract(List<String> datasets) {
        return command("extract", run -> {
            List<StepResult> results = new ArrayList<>(migrated(Migrator::update));
            results.addAll(polls(run, Optional.empty()).run(chosen(datasets)));
            return results;
        });
    }

    @Override
    public RunSummary load(List<String> datasets) {
        return command("load", run -> {
            List<StepResult> results = new ArrayList<>(migrated(Migrator::update));
            // who asks for this step alone may have put old batches back: all of the landing is looked through
            results.addAll(loaded(run, datasets.isEmpty() ? landing().datasets() : datasets, EVER));
            return results;
        });
    }

    @Override
    public RunSummary build(List<String> select, List<String> exclude, boolean fullRefresh) {
        Manifest manifest = compile();
        return command("build", run -> {
            List<StepResult> results = new ArrayList<>(migrated(Migrator::update));
            results.addAll(builds(run).build(manifest, manifest.select(select, exclude), fullRefresh));
            return results;
        });
    }

    @Override
    public RunSummary test(List<String> select, List<String> exclude) {
        Manifest manifest = compile();
        return command("test", run -> builds(run).test(manifest, manifest.select(select, exclude)));
    }

    /**
     * The main job. Batches that an earlier, interrupted run committed are loaded first, so that nothing waits and no file
     * is read twice. A dataset that fails holds up no other; models are built on what is loaded.
     */
    @Override
    public RunSummary run(List<String> select, List<String> exclude, boolean fullRefresh) {
        Manifest manifest = compile();
        return command("run", run -> {
            List<StepResult> results = new ArrayList<>(migrated(Migrator::update));
            results.addAll(loaded(run, landing().datasets(), lookback()).stream()
                    .filter(result -> result.isFailed() || result.rows().orElse(0) > 0)
                    .toList());
            results.addAll(polls(run, Optional.of(lookback())).run(extraction().datasets()));
            results.addAll(builds(run).build(manifest, manifest.select(select, exclude), fullRefresh));
            return results;
        });
    }

    /** Streams the result of one query; the warehouse refuses every change. */
    public void query(String sql, long maxRows, ResultReader reader) {
        warehouse().readOnly(transaction -> {
            transaction.stream(sql, maxRows, reader);
            return null;
        });
    }

    @Override
    public void close() {
        extraction.ifPresent(Extraction::close);
        landing.ifPresent(Landing::close);
        warehouse.ifPresent(Warehouse::close);
    }

    private RunSummary command(String name, Function<String, List<StepResult>> work) {
        String runId = ids.get().value();
        Instant start = clock.instant();
        List<StepResult> results = work.apply(runId);
        RunSummary summary = new RunSummary(runId, name, start, Duration.between(start, clock.instant()), results);
        new RunHistory(warehouse(), environment.name()).record(summary);
        return summary;
    }

    private List<StepResult> migrated(Function<Migrator, List<Changeset>> work) {
        progress.began(Step.MIGRATE, CHANGESETS);
        Instant start = clock.instant();
        List<Changeset> applied = work.apply(migrator());
        StepResult result = new StepResult(
                Step.MIGRATE,
                CHANGESETS,
                StepResult.Outcome.DONE,
                OptionalLong.of(applied.size()),
                Duration.between(start, clock.instant()),
                List.of());
        progress.ended(result);
        return List.of(result);
    }

    private List<StepResult> loaded(String runId, Collection<String> datasets, Duration lookback) {
        Polls polls = polls(runId, Optional.of(lookback));
        return datasets.stream()
                .flatMap(dataset -> polls.load(dataset).stream())
                .toList();
    }

    /** @param lookback where it is given, what was polled is loaded at once */
    private Polls polls(String runId, Optional<Duration> lookback) {
        Polls.Load load = lookback.map(this::loader)
                .<Polls.Load>map(loader -> dataset -> loader.load(dataset, runId))
                .orElse(dataset -> List.of());
        return new Polls(this::extraction, load, clock, progress);
    }

    private Builds builds(String runId) {
        return new Builds(project, environment, warehouse(), clock, progress, runId);
    }

    private Collection<Dataset> chosen(List<String> names) {
        List<Dataset> all = extraction().datasets();
        List<String> known = all.stream().map(Dataset::name).toList();
        List<Problem> unknown = new TreeSet<>(names)
                .stream()
                        .filter(name -> !known.contains(name))
                        .map(name -> Problem.at(
                                "routes",
                                "no route polls a dataset \"" + name + "\"",
                                "There are " + String.join(", ", known) + "."))
                        .toList();
        if (!unknown.isEmpty()) {
            throw new CaravanException(unknown);
        }
        return all.stream()
                .filter(dataset -> names.isEmpty() || names.contains(dataset.name()))
                .toList();
    }

    private Migrator migrator() {
        return new Migrator(project, warehouse(), environment.name());
    }

    private Loader loader(Duration lookback) {
        return new Loader(warehouse(), landing(), lookback, clock);
    }

    private Duration lookback() {
        return environment.duration("load.lookback", LOOKBACK);
    }

    private Warehouse warehouse() {
        if (warehouse.isEmpty()) {
            warehouse = Optional.of(Warehouses.open(environment, project.root()));
        }
        return warehouse.get();
    }

    private Landing landing() {
        if (landing.isEmpty()) {
            landing = Optional.of(Landings.open(environment, project.root()));
        }
        return landing.get();
    }

    private Extraction extraction() {
        if (extraction.isEmpty()) {
            Ledger ledger = new Ledger(warehouse());
            extraction = Optional.of(extractionProvider.open(new Surroundings(
                    project,
                    environment,
                    warehouse().dataSource(),
                    landing(),
                    (dataset, file) -> ledger.findSource(dataset, file),
                    this,
                    clock)));
        }
        return extraction.get();
    }
}
