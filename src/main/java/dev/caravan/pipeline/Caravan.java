package dev.caravan.pipeline;

import dev.caravan.compile.BatchRange;
import dev.caravan.compile.Manifest;
import dev.caravan.docs.star.Star;
import dev.caravan.graph.NodeId;
import dev.caravan.load.Ledger;
import dev.caravan.migrate.Changeset;
import dev.caravan.migrate.Migrator;
import dev.caravan.pipeline.ExtractionProvider.Surroundings;
import dev.caravan.pipeline.site.Sight;
import dev.caravan.pipeline.site.Site;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import dev.caravan.warehouse.Connections;
import dev.caravan.warehouse.Transaction.ResultReader;
import dev.caravan.warehouse.Warehouse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One environment of one project, ready to work: what every face calls. Opens the warehouse, the landing and the routes
 * when a command first needs them. One command at a time: a second one is refused while the first goes on, from whatever
 * thread it is asked for; one of another process may wait for its turn. A command uses several threads inside.
 */
public final class Caravan implements Steps, AutoCloseable {
    private static final Duration EVER = Duration.ofDays(36_500);
    /** How long a process that ends waits for its last events to reach somebody. */
    private static final Duration LONGEST_TELLING = Duration.ofSeconds(15);

    private static final Duration BETWEEN_CANCELLATIONS = Duration.ofMillis(50);

    private final Project project;
    private final Environment environment;
    private final Compilation compilation;
    private final Clock clock;
    private final Progress progress;
    private final Events events;
    private final Turnstile turnstile = new Turnstile();
    private final Resources resources;
    private final Commands commands;
    private final CommandSteps work;

    /** Which of the selected nodes a run builds, and how. */
    private interface Build {
        List<StepResult> of(Builds builds, Manifest manifest, Collection<NodeId> selected);
    }

    private Caravan(
            Project project,
            Environment environment,
            Map<String, String> processEnvironment,
            Clock clock,
            Progress progress,
            ExtractionProvider extractionProvider) {
        this.project = project;
        this.environment = environment;
        compilation = new Compilation(project, environment, processEnvironment);
        this.clock = clock;
        events = new Events(environment, this::failedBefore, this::openRoutes, clock);
        this.progress = progress.and(events);
        resources = new Resources(project, environment, clock, extractionProvider, this);
        commands = new Commands(environment, resources, clock, this.progress, turnstile);
        work = new CommandSteps(project, environment, clock, this.progress, turnstile, resources);
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
        return compilation.written();
    }

    /** What pages are made of. Whoever asks closes it, before this. */
    public Site site() {
        return Site.of(new Sight(
                project, environment, resources::warehouse, resources::landing, compilation::manifest, clock));
    }

    @Override
    public RunSummary migrate() {
        return commands.run("migrate", job -> work.migrate(job, Migrator::update));
    }

    public RunSummary migrateTo(String tag) {
        return commands.run("migrate", job -> work.migrate(job, migrator -> migrator.to(tag)));
    }

    public RunSummary rollback(int count) {
        return commands.run(
                "migrate",
                job -> work.migrate(job, migrator -> {
                    migrator.rollback(count);
                    return List.of();
                }));
    }

    public List<Changeset> pendingMigrations() {
        return work.migrator(resources.warehouse()).status();
    }

    /** The script that {@link #migrate} would run. */
    public String pendingMigrationSql() {
        return work.migrator(resources.warehouse()).sql();
    }

    /** The script of all migrations, from an empty warehouse on; asks no warehouse. */
    public String migrationSql() {
        return work.migrationScript().sql();
    }

    /** Polls datasets and lands them; loads nothing. */
    @Override
    public RunSummary extract(List<String> datasets) {
        return commands.run("extract", job -> {
            if (work.migrate(job, Migrator::update)) {
                work.poll(job, work.chosen(datasets), Optional.empty());
            }
        });
    }

    /** @param rejects each {@code DATASET/BATCH}, or the path of a file */
    public RunSummary replay(List<String> rejects) {
        return commands.run("extract", job -> {
            if (work.migrate(job, Migrator::update)) {
                Polls polls = work.polls(job, Optional.empty());
                job.step(Step.EXTRACT, CommandSteps.DATASETS, () -> rejects.stream()
                        .map(polls::replay)
                        .toList());
            }
        });
    }

    @Override
    public RunSummary load(List<String> datasets) {
        return commands.run("load", job -> {
            if (work.migrate(job, Migrator::update)) {
                // who asks for this step alone may have put old batches back: all of the landing is looked through
                job.step(Step.LOAD, CommandSteps.DATASETS, () -> work.loaded(job, datasets, EVER)
                        .toList());
            }
        });
    }

    /**
     * What {@link #prune} would delete; deletes nothing.
     *
     * @param datasets none means every one
     */
    public List<Pruned> prunable(List<String> datasets) {
        if (!pendingMigrations().isEmpty()) {
            throw new CaravanException(Problem.at(
                    "prune", "migrations wait, and the ledger may be among what they change", "Run caravan migrate."));
        }
        return work.retention(resources.warehouse()).plan(datasets);
    }

    /** Deletes batches from the landing that are loaded and that the environment's rule of retention lets go. */
    public List<Pruned> prune(List<String> datasets) {
        List<Pruned> pruned = new ArrayList<>();
        commands.run("prune", job -> {
            Retention retention = work.retention(job.warehouse());
            if (work.migrate(job, Migrator::update)) {
                pruned.addAll(retention.prune(datasets, turnstile::checkpoint));
                retention.tidy(project);
            }
        });
        return List.copyOf(pruned);
    }

    @Override
    public RunSummary build(List<String> select, List<String> exclude, boolean fullRefresh) {
        return commands.run("build", job -> {
            Manifest manifest = compile();
            Collection<NodeId> selected = manifest.select(select, exclude);
            if (work.migrate(job, Migrator::update)) {
                work.build(job, builds -> builds.build(manifest, selected, fullRefresh));
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
            Manifest manifest = compilation.written(range);
            Collection<NodeId> selected = manifest.select(select, exclude);
            BackfillChecks.models(manifest, selected);
            if (work.migrate(job, Migrator::update)) {
                job.step(Step.BUILD, CommandSteps.MODELS, () -> {
                    BackfillChecks.batches(new Ledger(job.warehouse()), range);
                    Builds builds = work.builds(job);
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
            Builds builds = work.builds(job);
            job.step(
                    Step.TEST,
                    CommandSteps.MODELS,
                    () -> turnstile.interruptibly(() -> builds.test(manifest, selected)));
        });
    }

    @Override
    public RunSummary run(List<String> select, List<String> exclude, boolean fullRefresh) {
        return commands.run(
                "run",
                Selection.of(List.of(), select, exclude),
                job -> carry(
                        job,
                        List.of(),
                        select,
                        exclude,
                        (builds, manifest, nodes) -> builds.build(manifest, nodes, fullRefresh)));
    }

    @Override
    public RunSummary poll(List<String> datasets, List<String> select) {
        return commands.run(
                "poll",
                Selection.of(datasets, select, List.of()),
                job -> carry(job, datasets, select, List.of(), Builds::buildChanged));
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
    private void carry(Job job, List<String> datasets, List<String> select, List<String> exclude, Build build) {
        Manifest manifest = compile();
        Collection<NodeId> selected = manifest.select(select, exclude);
        boolean goesOn = work.migrate(job, Migrator::update)
                && job.step(Step.LOAD, CommandSteps.DATASETS, () -> work.loaded(job, datasets, work.lookback())
                        .filter(result -> result.isFailed() || result.rows().orElse(0) > 0)
                        .toList())
                && work.poll(job, work.chosen(datasets), Optional.of(work.lookback()));
        if (goesOn) {
            work.build(job, builds -> build.of(builds, manifest, selected));
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

    @Override
    public EventSource events() {
        return events;
    }

    /** Tells those who want to be told. */
    public void tell(Event event) {
        progress.happened(event);
    }

    /** How connections to the warehouse are used now; nothing as long as none was needed. */
    public Optional<Connections> connections() {
        return resources.openWarehouse().map(Warehouse::connections);
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
        events.awaitPassedOn(LONGEST_TELLING);
        resources.close();
    }

    private Optional<Boolean> failedBefore(String command, String runId) {
        return new RunHistory(resources.warehouse(), environment.name()).failedBefore(command, runId);
    }

    private void openRoutes() {
        resources.extraction();
    }
}
