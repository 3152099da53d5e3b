package dev.caravan.web;

import dev.caravan.project.Problem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The live run as server-sent events, to a bounded number of pages. A page that reads more slowly than things happen is cut
 * off, and comes back by itself with a new snapshot; nothing is kept for it here.
 */
final class EventStreams implements AutoCloseable {
    private static final int MOST = 500;
    private static final long HEARTBEAT_MILLIS = 15_000;
    /** About a thousand events; a snapshot of a run with many nodes may be larger, and is let through. */
    private static final int MOST_WAITING_BYTES = 256 << 10;

    private static final String COME_BACK = "retry: 3000\n\n";

    private final Vertx vertx;
    private final LiveRun run;
    private final Answers answers;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final long heartbeat;

    EventStreams(Vertx vertx, LiveRun run, Answers answers) {
        this.vertx = vertx;
        this.run = run;
        this.answers = answers;
        heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, timer -> streams.forEach(stream -> stream.send(": here\n\n")));
    }

    void handle(RoutingContext context) {
        if (streams.size() >= MOST) {
            answers.busy(
                    context, Problem.at("events", MOST + " pages follow already", "Close some, or ask again later."));
            return;
        }
        HttpServerResponse response = context.response();
        response.setChunked(true)
                .setWriteQueueMaxSize(MOST_WAITING_BYTES)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (context.request().method() == HttpMethod.HEAD) {
            response.end();
            return;
        }
        Stream stream = new Stream(vertx.getOrCreateContext(), response, streams::remove);
        streams.add(stream);
        response.write(COME_BACK);
        LiveRun.Subscription subscription =
                run.listen(event -> stream.send("event: " + event.name() + "\ndata: " + event.data() + "\n\n"));
        // however it ends: by the page, by this side, or by a connection that breaks
        context.addEndHandler(ended -> {
            subscription.close();
            streams.remove(stream);
        });
    }

    int open() {
        return streams.size();
    }

    @Override
    public void close() {
        vertx.cancelTimer(heartbeat);
        streams.forEach(Stream::end);
    }

    /** What is sent to one page, in the order in which it happened. */
    private record Stream(Context context, HttpServerResponse response, Consumer<Stream> forget) {
        void send(String text) {
            context.runOnContext(nothing -> {
                if (response.ended() || response.closed()) {
                    return;
                }
                if (response.writeQueueFull()) {
                    // the connection closes when what waits is sent, or the server finds it idle; its place is free now
                    forget.accept(this);
                    response.reset();
                    return;
                }
                response.write(text);
            });
        }

        void end() {
            context.runOnContext(nothing -> {
                if (!response.ended() && !response.closed()) {
                    response.end();
                }
            });
        }
    }
}
