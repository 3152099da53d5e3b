package dev.caravan.camel;

import dev.caravan.landing.LandingRoute;
import dev.caravan.pipeline.Extraction;
import dev.caravan.pipeline.ExtractionProvider.Surroundings;
import dev.caravan.pipeline.Steps;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;

/** Polls by the YAML in {@code routes/}: a route of the group {@code dataset} that starts at {@code direct:NAME}. The group
 * {@code dataset after coins} is polled when coins are loaded. */
public final class RouteExtraction implements Extraction {
    private static final String DATASET_GROUP = "dataset";
    private static final String AFTER = "after";
    private static final String SUFFIX = ".camel.yaml";

    private final DefaultCamelContext context;
    private final ProducerTemplate producer;

    private RouteExtraction(DefaultCamelContext context) {
        this.context = context;
        producer = context.createProducerTemplate();
    }

    /** Starts the routes of a project. */
    public static RouteExtraction open(Surroundings surroundings) {
        LandingRoute landing = surroundings.landing().route();
        DefaultCamelContext context = new DefaultCamelContext();
        try {
            context.getPropertiesComponent().setInitialProperties(properties(surroundings, landing));
            context.addComponent("caravan", new CaravanComponent());
            landing.beans().forEach((name, bean) -> context.getRegistry().bind(name, bean));
            context.getRegistry().bind("warehouse", surroundings.warehouse());
            context.getRegistry().bind("steps", Steps.class, surroundings.steps());
            context.getRegistry().bind("retryAfter", new RetryAfter(surroundings.clock()));
            context.start();
            context.getRegistry().bind("batches", new Batches(surroundings, context.createProducerTemplate()));
            for (Path file : files(surroundings, landing)) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("file:" + file));
            }
            return new RouteExtraction(context);
        } catch (Exception e) {
            context.stop();
            throw new CaravanException(
                    Problem.at("routes", "cannot be started: " + Failure.reason(e), "Mend the route that it names."),
                    e);
        }
    }

    @Override
    public List<Dataset> datasets() {
        return context.getRouteDefinitions().stream()
                .filter(route -> route.getGroup() != null && route.getGroup().startsWith(DATASET_GROUP))
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
    public void close() {
        context.stop();
    }

    private static List<String> after(RouteDefinition route) {
        return Stream.of(route.getGroup().substring(DATASET_GROUP.length()).split("[ ,]+"))
                .filter(word -> !word.isEmpty() && !word.equals(AFTER))
                .toList();
    }

    private static Properties properties(Surroundings surroundings, LandingRoute landing) {
        Path root = surroundings.project().root();
        Properties properties = new Properties();
        properties.putAll(surroundings.environment().all());
        properties.putAll(landing.properties());
        // routes name folders relative to the project, wherever the process was started
        surroundings
                .environment()
                .find("history.inbox")
                .ifPresent(inbox -> properties.setProperty(
                        "history.inbox", root.resolve(inbox).toString()));
        return properties;
    }

    /** Every route, except those that write into other landings than the environment's. */
    private static List<Path> files(Surroundings surroundings, LandingRoute landing) throws IOException {
        try (Stream<Path> files = Files.list(surroundings.project().routes())) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .filter(file -> !file.getFileName().toString().startsWith(LandingRoute.PREFIX)
                            || file.endsWith(landing.id() + SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
