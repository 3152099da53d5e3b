package dev.caravan.camel;

import dev.caravan.landing.LandingRoute;
import dev.caravan.landing.Rejects;
import dev.caravan.pipeline.Extraction;
import dev.caravan.pipeline.ExtractionProvider.Surroundings;
import dev.caravan.pipeline.Steps;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.PluginHelper;

/** Polls by the YAML in {@code routes/}: a route of the group {@code dataset} that starts at {@code direct:NAME}. The group
 * {@code dataset after coins} is polled when coins are loaded. */
public final class RouteExtraction implements Extraction {
    private static final String DATASET_GROUP = "dataset";
    private static final String AFTER = "after";
    private static final String SUFFIX = ".camel.yaml";
    private static final String SCHEDULE = "schedule";
    private static final long SPOOL_THRESHOLD_BYTES = 1L << 20;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);
    /** How long a stop waits for a poll that nobody waits for any more. */
    private static final int STOP_SECONDS = 2;

    private final CamelContext context;
    private final ProducerTemplate producer;

    private RouteExtraction(CamelContext context) {
        this.context = context;
        producer = context.createProducerTemplate();
    }

    /** Starts the routes of a project that poll; those that trigger runs are for {@link Standalone}. */
    public static RouteExtraction open(Surroundings surroundings) {
        LandingRoute landing = surroundings.landing().route();
        DefaultCamelContext context = new DefaultCamelContext();
        try {
            context.getPropertiesComponent().setInitialProperties(properties(surroundings, landing));
            prepare(context, surroundings, landing);
            context.start();
            return in(context, surroundings, landing);
        } catch (Exception e) {
            context.stop();
            throw cannotStart(e);
        }
    }

    /** Gives a context that is not started yet what routes ask for. */
    static void prepare(CamelContext context, Surroundings surroundings, LandingRoute landing) {
        context.addComponent("caravan", new CaravanComponent());
        landing.beans().forEach((name, bean) -> context.getRegistry().bind(name, bean));
        context.getRegistry().bind("warehouse", surroundings.warehouse());
        context.getRegistry().bind("steps", Steps.class, surroundings.steps());
        context.getRegistry().bind("retryAfter", retryAfter(surroundings));
        context.getRegistry().bind("noHiddenRetries", new NoHiddenRetries());
        context.getRegistry().bind("plainHeaders", PlainHeaders.strategy());
        context.getRegistry().bind("idInUrl", new IdInUrl());
        // a file of a year is 70 MB: bodies beyond this size are spooled to disk
        context.getStreamCachingStrategy().setSpoolEnabled(true);
        context.getStreamCachingStrategy().setSpoolThreshold(SPOOL_THRESHOLD_BYTES);
        context.getShutdownStrategy().setTimeout(STOP_SECONDS);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
    }

    /** Loads the routes that poll into a context that is started. */
    static RouteExtraction in(CamelContext started, Surroundings surroundings, LandingRoute landing) throws Exception {
        started.addRoutesConfigurations(new QuietFailures());
        started.getRegistry().bind("batches", new Batches(surroundings, started.createProducerTemplate()));
        load(
                started,
                files(surroundings.project(), file -> !file.startsWith(SCHEDULE) && !writesElsewhere(file, landing)));
        return new RouteExtraction(started);
    }

    /** Loads the routes that trigger runs: those in files whose names begin with {@code schedule}. */
    static void schedule(CamelContext started, Project project) throws Exception {
        load(started, files(project, file -> file.startsWith(SCHEDULE)));
    }

    static CaravanException cannotStart(Exception cause) {
        if (cause instanceof CaravanException known) {
            return known;
        }
        return new CaravanException(
                Problem.at("routes", "cannot be started: " + Failure.reason(cause), "Mend the route that it names."),
                cause);
    }

    private static void load(CamelContext started, List<Path> files) throws Exception {
        ResourceLoader loader = PluginHelper.getResourceLoader(started);
        // all at once, so that a route configuration holds for the routes of every file
        PluginHelper.getRoutesLoader(started)
                .loadRoutes(files.stream()
                        .map(file -> loader.resolveResource("file:" + file))
                        .toList());
    }

    @Override
    public List<Dataset> datasets() {
        return ((ModelCamelContext) context)
                .getRouteDefinitions().stream()
                        .filter(route ->
                                route.getGroup() != null && route.getGroup().startsWith(DATASET_GROUP))
                        .map(route -> new Dataset(route.getRouteId(), after(route)))
                        .sorted(Comparator.comparing(Dataset::name))
                        .toList();
    }

    @Override
    public Extracted extract(String dataset) {
        Poll poll = new Poll();
        Exchange done =
                producer.request("direct:" + dataset, exchange -> exchange.setProperty(CaravanConstants.POLL, poll));
        if (done.getException() != null) {
            throw Failure.of(dataset, done);
        }
        return poll.extracted(dataset);
    }

    @Override
    public Extracted replay(String named) {
        Batches batches = context.getRegistry().findSingleByType(Batches.class);
        Rejects rejects = batches.rejects(named);
        CaravanEndpoint endpoint = context.getEndpoints().stream()
                .filter(CaravanEndpoint.class::isInstance)
                .map(CaravanEndpoint.class::cast)
                .filter(caravan -> caravan.operation() == Operation.batch
                        && rejects.dataset().equals(caravan.getDataset()))
                .findFirst()
                .orElseThrow(() -> new CaravanException(Problem.at(
                        rejects.place(),
                        "no route opens a batch of \"" + rejects.dataset() + "\" by caravan:batch",
                        "Rejects of files are not replayed: mend the file, and put it into the inbox.")));
        Poll poll = new Poll();
        new Replay(batches, rejects)
                .land(
                        batches.open(
                                rejects.dataset(),
                                CaravanEndpoint.required("columns", endpoint.getColumns()),
                                Optional.ofNullable(endpoint.getKey())),
                        poll);
        return poll.extracted(rejects.dataset());
    }

    @Override
    public void close() {
        context.stop();
    }

    private static List<String> after(RouteDefinition route) {
        return Stream.of(route.getGroup().substring(DATASET_GROUP.length()).split("[ ,]+"))
                .filter(word -> !word.isEmpty() && !word.equals(AFTER))
                .toList();
    }

    static Properties properties(Surroundings surroundings, LandingRoute landing) {
        Path root = surroundings.project().root();
        Properties properties = new Properties();
        // a URL with a slash at its end means the same as one without
        surroundings
                .environment()
                .all()
                .forEach((key, value) ->
                        properties.setProperty(key, key.endsWith(".url") ? value.replaceFirst("/+$", "") : value));
        properties.putAll(landing.properties());
        properties.setProperty(
                "history.downloads",
                surroundings.project().target().resolve("downloads").toString());
        // routes name folders relative to the project, wherever the process was started
        surroundings
                .environment()
                .find("history.inbox")
                .ifPresent(inbox -> properties.setProperty(
                        "history.inbox", root.resolve(inbox).toString()));
        return properties;
    }

    /** Whether a file's routes write into another kind of landing than the environment's. */
    private static boolean writesElsewhere(String file, LandingRoute landing) {
        return file.startsWith(LandingRoute.PREFIX) && !file.equals(landing.id() + SUFFIX);
    }

    private static RetryAfter retryAfter(Surroundings surroundings) {
        return new RetryAfter(
                surroundings.clock(),
                surroundings.environment().duration("coinlore.longest-retry-after", LONGEST_RETRY_AFTER));
    }

    private static List<Path> files(Project project, Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.list(project.routes())) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .filter(file -> wanted.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }
}
