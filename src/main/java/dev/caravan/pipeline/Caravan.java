package dev.caravan.pipeline;

import dev.caravan.compile.BatchRange;
import dev.caravan.compile.CompileSettings;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.ManifestWriter;
import dev.caravan.compile.ProjectCompiler;
import dev.caravan.docs.star.Star;
import dev.caravan.graph.NodeId;
import dev.caravan.load.Ledger;
import dev.caravan.load.LoadSettings;
import dev.caravan.load.Loader;
import dev.caravan.migrate.Changeset;
import dev.caravan.migrate.MigrationScript;
import dev.caravan.migrate.Migrator;
import dev.caravan.pipeline.Extraction.Dataset;
import dev.caravan.pipeline.ExtractionProvider.Surroundings;
import dev.caravan.pipeline.site.Sight;
import dev.caravan.pipeline.site.Site;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One environment of one project, ready to work: what every face calls. Opens the warehouse, the landing and the routes
 * when a command first needs them. One command at a time: a second one is refused while the first goes on, from whatever
 * thread it is asked for; one of another process may wait for its turn. A command uses several threads inside.
 */
public final class Caravan implements Steps, AutoCloseable {
    private static final Duration EVER = Duration.ofDays(36_500);
    private static final String CHANGESETS = "changesets";
    private static final String DATASETS = "datasets";
    private static final String MODELS = "models and tests";
    private static final Duration BETWEEN_CANCELLATIONS = Duration.ofMillis(50);

    private final Project project;
    private final Environment environment;
    private final Map<String, String> processEnvironment;
    private final Clock clock;
    private final Progress progress;
    private final Turnstile turnstile = new Turnstile();
    private final Resources resources;
    private final Commands commands;

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
        resources = new Resources(project, environment, clock, extractionProvider, this);
        commands = new Commands(environment, resources, clock, progress, turnstile);
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

    /** Opens the routes now and somewhere else: in a process that stays, and asks for commands by itself. */
    public <E extends Extraction> E host(Function<Surroundings, E> opening) {
        return resources.host(opening);
    }

    /** Checks every model; asks no database. Writes the manifest and the compiled SQL below {@code target/caravan}. */
    public Manifest compile() {
        return compile(compileSettings());
    }

    private Manifest compile(CompileSettings settings) {
        Manifest manifest = ProjectCompiler.compile(project, settings);
        new ManifestWriter(project).write(manifest);
        return manifest;
    }

    private Manifest compiled() {
        return ProjectCompiler.compile(project, compileSettings());
    }

    private CompileSettings compileSettings() {
        return new CompileSettings(
                Warehouses.dialect(environment), environment.name(), environment.below("var."), processEnvironment);
    }

    /** What pages are made of. Whoever asks closes it, before this. */
    public Site site() {
        return Site.of(
                new Sight(project, environment, resources::warehouse, resources::landing, this::compiled, clock));
    }

    @Override
    public RunSummary migrate() {
        return commands.run("migrate", job -> migrate(job, Migrator::update));
    }

    public RunSummary migrateTo(String tag) {
        return commands.run("migrate", job -> migrate(job, migrator -> migrator.to(tag)));
    }

    public RunSummary rollback(int count) {
        return commands.run(
                "migrate",
                job -> migrate(job, migrator -> {
                    migrator.rollback(count);
                    return List.of();
                }));
    }

    public List<Changeset> pendingMigrations() {
        return migrator(resources.warehouse()).status();
    }

    /** The script that {@link #migrate} would run. */
    public String pendingMigrationSql() {
        return migrator(resources.warehouse()).sql();
    }

    /** The script of all migrations, from an empty warehouse on; asks no warehouse. */
    public String migrationSql() {
        return new MigrationScript(project, Warehouses.dialect(environment), environment.name()).sql();
    }

    /** Polls datasets and lands them; loads nothing. */
    @Override
    public RunSummary extract(List<String> datasets) {
        return commands.run("extract", job -> {
            if (migrate(job, Migrator::update)) {
                poll(job, chosen(datasets), Optional.empty());
            }
        });
    }

    @Override
    public RunSummary load(List<String> datasets) {
        return commands.run("load", job -> {
            if (migrate(job, Migrator::update)) {
                // who asks for this step alone may have put old batches back: all of the landing is looked through
                job.step(Step.LOAD, DATASETS, () -> loaded(job, datasets, EVER).toList());
            }
        });
    }

    @Override
    public RunSummary build(List<String> select, List<String> exclude, boolean fullRefresh) {
        return commands.run("build", job -> {
            Manifest manifest = compile();
            Collection<NodeId> selected = manifest.select(select, exclude);
            if (migrate(job, Migrator::update)) {
                build(job, manifest, selected, fullRefresh);
            }
        });
    }

    /**
     * Builds models again of the batches of a range; polls and loads nothing.
     *
     * @throws CaravanException before any row is changed, where there is no such batch, a selected model cannot be built so, or
     *     rows of a batch are no longer in its raw table
     */
    public RunSummary backfill(BatchRange range, List<String> select, List<String> exclude) {
        String words = range.from() + " " + range.until();
        Optional<String> selection = Selection.of(List.of(words), select, exclude);
        return commands.run("backfill", selection, job -> {
            Manifest manifest = compile(compileSettings().withBackfill(range));
            Collection<NodeId> selected = manifest.select(select, exclude);
            BackfillChecks.models(manifest, selected);
            if (migrate(job, Migrator::update)) {
                job.step(Step.BUILD, MODELS, () -> {
                    BackfillChecks.batches(new Ledger(job.warehouse()), range);
                    Builds builds = builds(job);
                    return turnstile.interruptibly(() -> builds.backfill(manifest, selected));
                });
            }
        });
    }

    @Override
    public RunSummary test(List<String> select, List<String> exclude) {
        return commands.run("test", job -> {
            Manifest manifest = compile();
            Collection<NodeId> selected = manifest.select(select, exclude);
            Builds builds = builds(job);
            job.step(Step.TEST, MODELS, () -> turnstile.interruptibly(() -> builds.test(manifest, selected)));
        });
    }

    @Override
    public RunSummary run(List<String> select, List<String> exclude, boolean fullRefresh) {
        return commands.run(
                "run",
                Selection.of(List.of(), select, exclude),
                job -> carry(job, List.of(), select, exclude, fullRefresh));
    }

    @Override
    public RunSummary poll(List<String> datasets, List<String> select) {
        return commands.run(
                "poll",
                Selection.of(datasets, select, List.of()),
                job -> carry(job, datasets, select, List.of(), false));
    }

    /**
     * When the last run of everything ended, out of the run history of the warehouse. None where there was none, or where
     * the history is older than the question.
     */
    public Optional<Instant> lastRun() {
        return new RunHistory(resources.warehouse(), environment.name()).lastWholeRun();
    }

    /**
     * The main job. Batches that an earlier, interrupted run committed are loaded first, so that nothing waits and no file
     * is read twice. A dataset that fails holds up no other; models are built on what is loaded.
     */
    private void carry(Job job, List<String> datasets, List<String> select, List<String> exclude, boolean fullRefresh) {
        Manifest manifest = compile();
        Collection<NodeId> selected = manifest.select(select, exclude);
        boolean goesOn = migrate(job, Migrator::update)
                && job.step(Step.LOAD, DATASETS, () -> loaded(job, datasets, lookback())
                        .filter(result -> result.isFailed() || result.rows().orElse(0) > 0)
                        .toList())
                && poll(job, chosen(datasets), Optional.of(lookback()));
        if (goesOn) {
            build(job, manifest, selected, fullRefresh);
        }
    }

    /**
     * The tables that people look at, as they lie in the warehouse.
     *
     * @throws CaravanException where a table was not built yet
     */
    public Star star() {
        return Star.of(compile(), resources.warehouse().catalog());
    }

    /** Streams the result of one query; the warehouse refuses every change. */
    public void query(String sql, long maxRows, ResultReader reader) {
        resources.warehouse().readOnly(transaction -> {
            transaction.stream(sql, maxRows, reader);
            return null;
        });
    }

    /** @throws CaravanException where the warehouse does not answer a query */
    public void checkWarehouse() {
        resources.warehouse().inTransaction(transaction -> transaction.query("select 1", row -> 1));
    }

    /** Begins no further command; the one in hand goes on. */
    public void shut() {
        turnstile.shut();
    }

    /** @return whether no command was in hand any more before the patience was used up */
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        return turnstile.awaitEmpty(patience);
    }

    /**
     * Ends the command in hand without finishing it, from any thread, and begins no further one: an open batch is
     * abandoned, running statements are cancelled and their transactions rolled back. Its caller gets a
     * {@link StoppedException}.
     *
     * @return whether it had ended before the patience was used up
     */
    public boolean cancel(Duration patience) throws InterruptedException {
        turnstile.cancel();
        for (Duration waited = Duration.ZERO;
                waited.compareTo(patience) < 0;
                waited = waited.plus(BETWEEN_CANCELLATIONS)) {
            resources.openWarehouse().ifPresent(Warehouse::cancelRunning);
            if (turnstile.awaitEmpty(BETWEEN_CANCELLATIONS)) {
                return true;
            }
            // a thread may have been between two statements, and is in the second one now
        }
        return false;
    }

    @Override
    public void close() {
        resources.close();
    }

    private boolean migrate(Job job, Function<Migrator, List<Changeset>> work) {
        return job.step(Step.MIGRATE, CHANGESETS, () -> {
            Migrator migrator = migrator(job.warehouse());
            progress.began(Step.MIGRATE, CHANGESETS);
            Instant start = clock.instant();
            List<Changeset> applied = work.apply(migrator);
            StepResult result = new StepResult(
                    Step.MIGRATE,
                    CHANGESETS,
                    StepResult.Outcome.DONE,
                    OptionalLong.of(applied.size()),
                    Duration.between(start, clock.instant()),
                    List.of());
            progress.ended(result);
            return List.of(result);
        });
    }

    private Stream<StepResult> loaded(Job job, List<String> datasets, Duration lookback) {
        Polls polls = polls(job, Optional.of(lookback));
        List<String> names = datasets.isEmpty() ? resources.landing().datasets() : datasets;
        return names.stream().flatMap(dataset -> polls.load(dataset).stream());
    }

    /** @param lookback where it is given, what was polled is loaded at once */
    private boolean poll(Job job, Collection<Dataset> datasets, Optional<Duration> lookback) {
        return job.step(Step.EXTRACT, DATASETS, () -> {
            Polls polls = polls(job, lookback);
            return turnstile.interruptibly(() -> polls.run(datasets));
        });
    }

    private Polls polls(Job job, Optional<Duration> lookback) {
        Warehouse warehouse = job.warehouse();
        Polls.Load load = lookback.map(days ->
                        new Loader(warehouse, resources.landing(), loading().lookingBack(days), clock))
                .<Polls.Load>map(loader -> dataset -> {
                    turnstile.checkpoint();
                    return loader.load(dataset, job.runId());
                })
                .orElse(dataset -> List.of());
        return new Polls(resources::extraction, load, clock, progress);
    }

    private void build(Job job, Manifest manifest, Collection<NodeId> selected, boolean fullRefresh) {
        job.step(Step.BUILD, MODELS, () -> {
            Builds builds = builds(job);
            return turnstile.interruptibly(() -> builds.build(manifest, selected, fullRefresh));
        });
    }

    private Builds builds(Job job) {
        return new Builds(project, environment, job.warehouse(), clock, progress, job.runId());
    }

    private Collection<Dataset> chosen(List<String> names) {
        List<Dataset> all = resources.extraction().datasets();
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

    private Migrator migrator(Warehouse warehouse) {
        return new Migrator(project, warehouse, environment.name());
    }

    private Duration lookback() {
        return loading().lookback();
    }

    private LoadSettings loading() {
        return LoadSettings.of(environment);
    }
}
