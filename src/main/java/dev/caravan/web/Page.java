package dev.caravan.web;

import dev.caravan.docs.Json;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The page on an HTTP server: its files, the questions that it asks, and the events of the run in hand. Mount it before the
 * server listens; close it before what it asks is closed.
 */
public final class Page implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int WAITING = 1_000;

    private final PageSettings settings;
    private final LiveRun run;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    public Page(PageSettings settings, LiveRun run) {
        this.settings = settings;
        this.run = run;
    }

    /** Lets nobody pass who may not, to whatever else is answered on the router, too. */
    public void mount(Vertx vertx, Router router) {
        Answers answers = new Answers(new Json(), settings.masking());
        Guard guard = new Guard(settings, answers);
        router.route().order(Integer.MIN_VALUE).handler(guard).failureHandler(context -> {
            answers.failure(context, context.failure());
        });
        if (settings.enabled()) {
            Workers workers = opened(new Workers("page", THREADS, WAITING));
            EventStreams events = opened(new EventStreams(vertx, run, answers));
            router.route("/api/events").handler(events::handle);
            router.route("/api/*").handler(answers::notFound);
            router.route().last().handler(new Assets(workers, answers)::handle);
        }
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
