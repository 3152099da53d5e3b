package dev.caravan.web;

import dev.caravan.docs.Json;
import dev.caravan.pipeline.site.Site;
import dev.caravan.web.PageData.Mode;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The page on an HTTP server: its files, the questions that it asks, and the events of the run in hand. Mount it before the
 * server listens; close it before what it asks is closed.
 */
public final class Page implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int WAITING = 1_000;
    private static final int SLOW_WAITING = 8;
    private static final long LARGEST_BODY_BYTES = 64 << 10;

    private final PageSettings settings;
    private final Site site;
    private final PageData data;
    private final LiveRun run;
    private final Optional<Supplier<String>> metrics;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** @param metrics as Prometheus reads them, where they are wanted */
    public Page(PageSettings settings, Site site, LiveRun run, Optional<Supplier<String>> metrics) {
        this.metrics = metrics;
        this.settings = settings;
        this.site = site;
        data = new PageData(site, Mode.LIVE);
        this.run = run;
    }

    /** Lets nobody pass who may not, to whatever else is answered on the router, too. */
    public void mount(Vertx vertx, Router router) {
        Json json = new Json();
        Answers answers = new Answers(json, settings.masking());
        router.route()
                .order(Integer.MIN_VALUE)
                .handler(new Guard(settings, answers))
                .failureHandler(answers::failed);
        metrics.ifPresent(text -> router.route(MetricsEndpoint.PATH)
                .handler(new MetricsEndpoint(text, opened(new Workers("metrics", 1, SLOW_WAITING)), answers)::handle));
        if (settings.enabled()) {
            mountPages(vertx, router, json, answers);
        }
    }

    private void mountPages(Vertx vertx, Router router, Json json, Answers answers) {
        Workers workers = opened(new Workers("page", THREADS, WAITING));
        Workers slow = opened(new Workers("slow-page", settings.slowReads(), SLOW_WAITING));
        run.whenOver(site::commandOver);
        EventStreams events = opened(new EventStreams(vertx, run, answers));
        QueryEndpoint queries = new QueryEndpoint(site, json, slow, answers);
        router.route("/api/events").handler(events::handle);
        router.route("/api/query").handler(queries::check);
        router.route("/api/query")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY_BYTES))
                .handler(queries::handle);
        router.routeWithRegex("/api/tables/[^/]+\\" + Downloads.ENDING)
                .handler(new Downloads(site, slow, answers)::handle);
        router.route("/api/*").handler(new Api(data, json, workers, answers)::handle);
        router.route().last().handler(new Assets(workers, answers)::handle);
    }

    /**
     * Asks what its first reader will ask, beside whatever else goes on.
     *
     * @return when that is done; what is wrong with the warehouse is told to readers, not here
     */
    public CompletableFuture<Void> warmUp() {
        if (!settings.enabled()) {
            return CompletableFuture.completedFuture(null);
        }
        return opened(new Workers("page-warm-up", 1, 1)).work(() -> {
            new FirstAnswers(site, data).ask();
            return null;
        });
    }

    private synchronized <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException("what is closed here throws nothing", e);
        }
    }
}
