package dev.caravan.pipeline;

import dev.caravan.compile.CompileSettings;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.ManifestWriter;
import dev.caravan.compile.ProjectCompiler;
import dev.caravan.graph.NodeId;
import dev.caravan.landing.BatchId;
import dev.caravan.landing.Landing;
import dev.caravan.landing.Landings;
import dev.caravan.load.Ledger;
import dev.caravan.load.LoadSettings;
import dev.caravan.load.Loader;
import dev.caravan.migrate.Changeset;
import dev.caravan.migrate.MigrationScript;
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
import org.slf4j.MDC;

/**
 * One environment of one project, ready to work: what every face calls. Opens the warehouse, the landing and the routes
 * when a command first needs them. One command at a time: a second one is refused while the first goes on, from whatever
 * thread it is asked for. A command uses several threads inside.
 */
public final class Caravan implements Steps, AutoCloseable {
    private static final Duration EVER = Duration.ofDays(36_500);
    private static final String CHANGESETS = "changesets";
    private static final String RUN_IN_LOG = "run";
    private static final Duration BETWEEN_CANCELLATIONS = Duration.ofMillis(50);

    private final Project project;
    private final Environment environment;
    private final Map<String, String> processEnvironment;
    private final Clock clock;
    private final Progress progress;
    private final ExtractionProvider extractionProvider;
    private final Supplier<BatchId> ids;
    private final Turnstile turnstile = new Turnstile();

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

    /** Opens the routes now and somewhere else: in a process that stays, and asks for commands by itself. */
    public synchronized <E extends Extraction> E host(Function<Surroundings, E> opening) {
        E hosted = opening.apply(surroundings());
        extraction = Optional.of(hosted);
        return hosted;
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
    public String pendingMigrationSql() {
        return migrator().sql();
    }

    /** The script of all migrations, from an empty warehouse on; asks no warehouse. */
    public String migrationSql() {
        return new MigrationScript(project, Warehouses.dialect(environment), environment.name()).sql();
    }

    /** Polls datasets and lands them; loads nothing. */
    @Override
    public RunSummary extract(List<String> datasets) {
        return command("extract", run -> {
            List<StepResult> results = new ArrayList<>(migrated(Migrator::update));
            results.addAll(polled(polls(run, Optional.empty()), chosen(datasets)));
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
        return command("build", run -> {
            Manifest manifest = compile();
            List<StepResult> results = new ArrayList<>(migrated(Migrator::update));
            results.addAll(built(run, manifest, manifest.select(select, exclude), fullRefresh));
            return results;
        });
    }

    @Override
    public RunSummary test(List<String> select, List<String> exclude) {
        return command("test", run -> {
            Manifest manifest = compile();
            return turnstile.interruptibly(() -> builds(run).test(manifest, manifest.select(select, exclude)));
        });
    }

    /**
     * The main job. Batches that an earlier, interrupted run committed are loaded first, so that nothing waits and no file
     * is read twice. A dataset that fails holds up no other; models are built on what is loaded.
     */
    @Override
    public RunSummary run(List<String> select, List<String> exclude, boolean fullRefresh) {
        return command("run", run -> carry(run, List.of(), select, exclude, fullRefresh));
    }

    @Override
    public RunSummary poll(List<String> datasets, List<String> select) {
        return command("poll", run -> carry(run, datasets, select, List.of(), false));
    }

    private List<StepResult> carry(
            String run, List<String> datasets, List<String> select, List<String> exclude, boolean fullRefresh) {
        Manifest manifest = compile();
        Collection<NodeId> selected = manifest.select(select, exclude);
        List<StepResult> results = new ArrayList<>(migrated(Migrator::update));
        results.addAll(loaded(run, datasets.isEmpty() ? landing().datasets() : datasets, lookback()).stream()
                .filter(result -> result.isFailed() || result.rows().orElse(0) > 0)
                .toList());
        results.addAll(polled(polls(run, Optional.of(lookback())), chosen(datasets)));
        results.addAll(built(run, manifest, selected, fullRefresh));
        return results;
    }

    /** Streams the result of one query; the warehouse refuses every change. */
    public void query(String sql, long maxRows, ResultReader reader) {
        warehouse().readOnly(transaction -> {
            transaction.stream(sql, maxRows, reader);
            return null;
        });
    }

    /** @throws CaravanException where the warehouse does not answer a query */
    public void checkWarehouse() {
        warehouse().inTransaction(transaction -> transaction.query("select 1", row -> 1));
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
            openWarehouse().ifPresent(Warehouse::cancelRunning);
            if (turnstile.awaitEmpty(BETWEEN_CANCELLATIONS)) {
                return true;
            }
            // a thread may have been between two statements, and is in the second one now
        }
        return false;
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
        enter(name, runId, start);
        MDC.put(RUN_IN_LOG, runId);
        try {
            List<StepResult> results = work.apply(runId);
            turnstile.checkpoint();
            RunSummary summary = new RunSummary(runId, name, start, Duration.between(start, clock.instant()), results);
            new RunHistory(warehouse(), environment.name()).record(summary);
            progress.commandEnded(summary);
            return summary;
        } catch (RuntimeException e) {
            RuntimeException failure = turnstile.isCancelled() ? new StoppedException(name, e) : e;
            progress.commandFailed(name, failure);
            throw failure;
        } finally {
            MDC.remove(RUN_IN_LOG);
            turnstile.leave();
        }
    }

    private void enter(String name, String runId, Instant start) {
        try {
            turnstile.enter(name, runId, start);
        } catch (StoppedException e) {
            throw e;
        } catch (CaravanException e) {
            progress.commandSkipped(e.problems().get(0));
            throw e;
        }
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

    private List<StepResult> polled(Polls polls, Collection<Dataset> datasets) {
        return turnstile.interruptibly(() -> polls.run(datasets));
    }

    /** @param lookback where it is given, what was polled is loaded at once */
    private Polls polls(String runId, Optional<Duration> lookback) {
        Polls.Load load = lookback.map(this::loader)
                .<Polls.Load>map(loader -> dataset -> {
                    turnstile.checkpoint();
                    return loader.load(dataset, runId);
                })
                .orElse(dataset -> List.of());
        return new Polls(this::extraction, load, clock, progress);
    }

    private List<StepResult> built(String runId, Manifest manifest, Collection<NodeId> selected, boolean fullRefresh) {
        return turnstile.interruptibly(() -> builds(runId).build(manifest, selected, fullRefresh));
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
        return new Loader(warehouse(), landing(), loading().lookingBack(lookback), clock);
    }

    private Duration lookback() {
        return loading().lookback();
    }

    private LoadSettings loading() {
        return LoadSettings.of(environment);
    }

    private synchronized Warehouse warehouse() {
        if (warehouse.isEmpty()) {
            warehouse = Optional.of(Warehouses.open(environment, project.root()));
        }
        return warehouse.get();
    }

    private synchronized Optional<Warehouse> openWarehouse() {
        return warehouse;
    }

    private synchronized Landing landing() {
        if (landing.isEmpty()) {
            landing = Optional.of(Landings.open(environment, project.root()));
        }
        return landing.get();
    }

    private synchronized Extraction extraction() {
        if (extraction.isEmpty()) {
            extraction = Optional.of(extractionProvider.open(surroundings()));
        }
        return extraction.get();
    }

    private Surroundings surroundings() {
        Ledger ledger = new Ledger(warehouse());
        return new Surroundings(
                project,
                environment,
                warehouse().dataSource(),
                landing(),
                warehouse()::slices,
                (dataset, file) -> ledger.findSource(dataset, file),
                this,
                clock);
    }
}
