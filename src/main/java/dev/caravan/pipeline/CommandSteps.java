package dev.caravan.pipeline;

import dev.caravan.load.Ledger;
import dev.caravan.load.LoadSettings;
import dev.caravan.load.Loader;
import dev.caravan.migrate.Changeset;
import dev.caravan.migrate.MigrationScript;
import dev.caravan.migrate.Migrator;
import dev.caravan.migrate.ReaderAccess;
import dev.caravan.pipeline.Extraction.Dataset;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import dev.caravan.run.Readers;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The steps that commands are made of, each in the job of its command. */
final class CommandSteps {
    static final String DATASETS = "datasets";
    static final String MODELS = "models and tests";
    private static final String CREATE_READERS = "readers.create";
    private static final String CHANGESETS = "changesets";

    private final Project project;
    private final Environment environment;
    private final Clock clock;
    private final Progress progress;
    private final Turnstile turnstile;
    private final Resources resources;

    CommandSteps(
            Project project,
            Environment environment,
            Clock clock,
            Progress progress,
            Turnstile turnstile,
            Resources resources) {
        this.project = project;
        this.environment = environment;
        this.clock = clock;
        this.progress = progress;
        this.turnstile = turnstile;
        this.resources = resources;
    }

    /** Whether the command can go on. */
    boolean migrate(Job job, Function<Migrator, List<Changeset>> work) {
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

    Stream<StepResult> loaded(Job job, List<String> datasets, Duration lookback) {
        Polls polls = polls(job, Optional.of(lookback));
        List<String> names = datasets.isEmpty() ? resources.landing().datasets() : datasets;
        return names.stream().flatMap(dataset -> polls.load(dataset).stream());
    }

    /** @param lookback where it is given, what was polled is loaded at once */
    boolean poll(Job job, Collection<Dataset> datasets, Optional<Duration> lookback) {
        return job.step(Step.EXTRACT, DATASETS, () -> {
            Polls polls = polls(job, lookback);
            return turnstile.interruptibly(() -> polls.run(datasets));
        });
    }

    Polls polls(Job job, Optional<Duration> lookback) {
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

    void build(Job job, Function<Builds, List<StepResult>> work) {
        job.step(Step.BUILD, MODELS, () -> {
            Builds builds = builds(job);
            return turnstile.interruptibly(() -> work.apply(builds));
        });
    }

    Builds builds(Job job) {
        return new Builds(project, environment, job.warehouse(), clock, progress, job.runId());
    }

    Collection<Dataset> chosen(List<String> names) {
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

    Migrator migrator(Warehouse warehouse) {
        return new Migrator(project, warehouse, environment.name(), readerAccess());
    }

    MigrationScript migrationScript() {
        return new MigrationScript(project, Warehouses.dialect(environment), environment.name(), readerAccess());
    }

    private ReaderAccess readerAccess() {
        Readers readers = Readers.of(environment);
        return environment.flag(CREATE_READERS, false)
                ? ReaderAccess.of(Warehouses.readerRoles(environment), readers.roles(), readers.schemas())
                : ReaderAccess.none();
    }

    Duration lookback() {
        return loading().lookback();
    }

    private LoadSettings loading() {
        return LoadSettings.of(environment);
    }

    Retention retention(Warehouse warehouse) {
        RetentionRule rule = RetentionRule.of(environment);
        return new Retention(new Ledger(warehouse), resources.landing(), rule, clock);
    }
}
