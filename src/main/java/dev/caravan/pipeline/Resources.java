package dev.caravan.pipeline;

import dev.caravan.landing.Landing;
import dev.caravan.landing.Landings;
import dev.caravan.load.Ledger;
import dev.caravan.pipeline.ExtractionProvider.Surroundings;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** The warehouse, the landing and the routes of an environment, each opened when it is first asked for. For many threads. */
final class Resources implements AutoCloseable {
    private final Project project;
    private final Environment environment;
    private final Clock clock;
    private final ExtractionProvider extractionProvider;
    private final Steps steps;

    private Optional<Warehouse> warehouse = Optional.empty();
    private Optional<Landing> landing = Optional.empty();
    private Optional<Extraction> extraction = Optional.empty();

    /** @param steps what routes may ask for */
    Resources(
            Project project, Environment environment, Clock clock, ExtractionProvider extractionProvider, Steps steps) {
        this.project = project;
        this.environment = environment;
        this.clock = clock;
        this.extractionProvider = extractionProvider;
        this.steps = steps;
    }

    synchronized Warehouse warehouse() {
        if (warehouse.isEmpty()) {
            warehouse = Optional.of(Warehouses.open(environment, project.root()));
        }
        return warehouse.get();
    }

    synchronized Optional<Warehouse> openWarehouse() {
        return warehouse;
    }

    synchronized Landing landing() {
        if (landing.isEmpty()) {
            landing = Optional.of(Landings.open(environment, project.root()));
        }
        return landing.get();
    }

    synchronized Extraction extraction() {
        if (extraction.isEmpty()) {
            extraction = Optional.of(extractionProvider.open(surroundings()));
        }
        return extraction.get();
    }

    synchronized <E extends Extraction> E host(Function<Surroundings, E> opening) {
        E hosted = opening.apply(surroundings());
        extraction = Optional.of(hosted);
        return hosted;
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
                steps,
                clock);
    }

    /** Routes wait for what they have triggered, which may still ask for something here: they are closed without the lock. */
    @Override
    public void close() {
        openExtraction().ifPresent(Extraction::close);
        synchronized (this) {
            landing.ifPresent(Landing::close);
            warehouse.ifPresent(Warehouse::close);
        }
    }

    private synchronized Optional<Extraction> openExtraction() {
        return extraction;
    }
}
