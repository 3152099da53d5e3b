package dev.caravan.camel;

import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.EventSource;
import dev.caravan.pipeline.Progress;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.pipeline.Steps;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pipeline of a project that nobody else has opened. Safe to use from many threads: a pipeline runs one command at a
 * time, so a second message waits for the first.
 */
final class OwnSteps implements Steps, AutoCloseable {
    private static final String DEFAULT_ENVIRONMENT = "demo";

    private final Caravan caravan;

    private OwnSteps(Caravan caravan) {
        this.caravan = caravan;
    }

    static OwnSteps open(String directory, Optional<String> environment, Map<String, String> settings) {
        Project project = Project.at(Path.of(directory));
        Map<String, String> process = System.getenv();
        String name = environment.orElseGet(() -> process.getOrDefault("CARAVAN_ENV", DEFAULT_ENVIRONMENT));
        return new OwnSteps(Caravan.open(
                project,
                Environment.load(project, name, process, settings),
                process,
                Clock.systemUTC(),
                Progress.SILENT,
                RouteExtraction::open));
    }

    @Override
    public synchronized RunSummary migrate() {
        return caravan.migrate();
    }

    @Override
    public synchronized RunSummary extract(List<String> datasets) {
        return caravan.extract(datasets);
    }

    @Override
    public synchronized RunSummary load(List<String> datasets) {
        return caravan.load(datasets);
    }

    @Override
    public synchronized RunSummary build(List<String> select, List<String> exclude, boolean fullRefresh) {
        return caravan.build(select, exclude, fullRefresh);
    }

    @Override
    public synchronized RunSummary test(List<String> select, List<String> exclude) {
        return caravan.test(select, exclude);
    }

    @Override
    public synchronized RunSummary run(List<String> select, List<String> exclude, boolean fullRefresh) {
        return caravan.run(select, exclude, fullRefresh);
    }

    @Override
    public synchronized RunSummary poll(List<String> datasets, List<String> select) {
        return caravan.poll(datasets, select);
    }

    @Override
    public EventSource events() {
        return caravan.events();
    }

    @Override
    public synchronized void close() {
        caravan.close();
    }
}
