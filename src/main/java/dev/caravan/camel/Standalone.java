package dev.caravan.camel;

import dev.caravan.landing.LandingRoute;
import dev.caravan.pipeline.Extraction;
import dev.caravan.pipeline.ExtractionProvider.Surroundings;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * Camel Main, standing alone: one context holds the routes that poll, the routes that trigger runs, and health, so that
 * Camel sees all of them. Open it, then {@link #schedule}; before closing it, {@link #stopTriggers}.
 */
public final class Standalone implements Extraction {
    private static final String HEALTH_PATH = "/health";
    /** The route, and its trigger, whose runs are made up for. */
    private static final String DAILY = "daily";

    private final Surroundings surroundings;
    private final StandaloneSettings settings;
    private final Main main;
    private final PageServer server;
    private final RouteExtraction routes;
    private volatile boolean stopping;

    /**
     * Starts the context with the routes that poll, and answers at {@code /health}; triggers nothing yet.
     *
     * @param warehouse throws a {@link CaravanException} where the warehouse does not answer
     * @param pages mounts what else is answered on the same port, before it is opened
     */
    public Standalone(
            Surroundings surroundings,
            StandaloneSettings settings,
            Runnable warehouse,
            LastRuns lastRuns,
            BiConsumer<Vertx, Router> pages) {
        this.surroundings = surroundings;
        this.settings = settings;
        main = new Main();
        server = new PageServer(settings, pages);
        checkAddress();
        LandingRoute landing = surroundings.landing().route();
        try {
            configure(landing);
            main.init();
            RouteExtraction.prepare(context(), surroundings, landing);
            addChecks(warehouse, lastRuns);
            main.start();
            routes = RouteExtraction.in(context(), surroundings, landing);
        } catch (Exception e) {
            main.stop();
            throw RouteExtraction.cannotStart(e);
        }
    }

    /** Starts the routes that trigger runs. */
    public void schedule() {
        try {
            RouteExtraction.schedule(context(), surroundings.project());
            delayTriggers(Jitter.delay(
                    settings.schedule().jitter(), surroundings.environment().name()));
        } catch (Exception e) {
            throw RouteExtraction.cannotStart(e);
        }
    }

    private void delayTriggers(Duration delay) throws SchedulerException {
        for (TriggerKey key : triggers()) {
            if (!delay.isZero() && scheduler().getTrigger(key) instanceof CronTrigger trigger) {
                scheduler().rescheduleJob(key, new DelayedTrigger(trigger, delay));
            }
        }
    }

    /**
     * Does at once, on a thread of its own, what the route {@code daily} does, where one of its times has come since the last
     * run and nobody was there.
     *
     * @return the time that is made up for
     */
    public Optional<Instant> catchUp(Instant lastRun, Instant now) {
        Duration within = settings.schedule().catchUpWithin();
        try {
            for (TriggerKey key : triggers()) {
                if (key.getName().equals(DAILY) && scheduler().getTrigger(key) instanceof CronTrigger trigger) {
                    Optional<Instant> missed = Timetable.of(trigger).missed(lastRun, now, within);
                    if (missed.isPresent()) {
                        scheduler().triggerJob(trigger.getJobKey(), trigger.getJobDataMap());
                    }
                    return missed;
                }
            }
            return Optional.empty();
        } catch (SchedulerException e) {
            throw RouteExtraction.cannotStart(e);
        }
    }

    /** Where pages are, with a slash at the end. */
    public URI url() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        String scheme = settings.tls().isPresent() ? "https" : "http";
        return URI.create(scheme + "://" + host + ":" + server.getPort() + "/");
    }

    public URI health() {
        return url().resolve(HEALTH_PATH);
    }

    /** When each trigger comes next, by its name. */
    public SortedMap<String, Instant> next() {
        SortedMap<String, Instant> next = new TreeMap<>();
        try {
            for (TriggerKey key : triggers()) {
                Optional.ofNullable(scheduler().getTrigger(key))
                        .map(Trigger::getNextFireTime)
                        .map(Date::toInstant)
                        .ifPresent(time -> next.put(key.getName(), time));
            }
        } catch (SchedulerException e) {
            throw RouteExtraction.cannotStart(e);
        }
        return next;
    }

    /** From now on nothing is triggered, and the process is not ready; what is going on goes on. */
    public void stopTriggers() {
        stopping = true;
        try {
            scheduler().standby();
        } catch (SchedulerException e) {
            throw RouteExtraction.cannotStart(e);
        }
    }

    @Override
    public List<Dataset> datasets() {
        return routes.datasets();
    }

    @Override
    public Extracted extract(String dataset) {
        return routes.extract(dataset);
    }

    @Override
    public Extracted replay(String rejects) {
        return routes.replay(rejects);
    }

    @Override
    public void close() {
        main.stop();
    }

    private void configure(LandingRoute landing) {
        Environment environment = surroundings.environment();
        main.setInitialProperties(RouteExtraction.properties(surroundings, landing));
        // Signals are the command line's: Camel's own hook would stop the context under a run that may finish.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.configure().setName("caravan-" + environment.name());
        // routes come from the project alone, and after the context is up
        main.configure().setRoutesIncludePattern("false");
        // health takes the server of its port that it finds
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport main) {
                addServer(main.getCamelContext());
            }
        });
        main.configure()
                .httpManagementServer()
                .withEnabled(true)
                .withHost(settings.host())
                .withPort(settings.port())
                .withHealthCheckEnabled(true)
                .withHealthPath(HEALTH_PATH);
        // a route that is started has a consumer that is: once is enough
        main.configure().health().withEnabled(true).withExposureLevel("full");
        main.configure().health().setConsumersEnabled(false);
    }

    private void addServer(CamelContext context) {
        try {
            context.addService(server);
        } catch (Exception e) {
            throw RouteExtraction.cannotStart(e);
        }
    }

    private void addChecks(Runnable warehouse, LastRuns lastRuns) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context());
        registry.register(
                new WarehouseCheck(warehouse, surroundings.environment().masking()));
        registry.register(new RunsCheck(
                lastRuns, () -> stopping, surroundings.environment().masking()));
    }

    /** Camel's server only warns where its address is taken, and goes on without it. */
    private void checkAddress() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()));
        } catch (IOException e) {
            throw new CaravanException(StandaloneSettings.unavailable(surroundings.environment(), e.getMessage()), e);
        }
    }

    private CamelContext context() {
        return main.getCamelContext();
    }

    private Set<TriggerKey> triggers() throws SchedulerException {
        return scheduler().getTriggerKeys(GroupMatcher.anyTriggerGroup());
    }

    private Scheduler scheduler() {
        return context().getComponent("quartz", QuartzComponent.class).getScheduler();
    }
}
