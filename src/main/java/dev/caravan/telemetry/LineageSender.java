package dev.caravan.telemetry;

import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.transports.ApiKeyTokenProvider;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.HttpTransport;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends lineage events in their order from a thread of its own, out of a bounded queue: no run waits for a receiver. */
final class LineageSender implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LineageSender.class);
    private static final int LONGEST_QUEUE = 10_000;
    private static final int LONGEST_SENDING_MILLIS = 5_000;
    private static final int LAST_SENDING_SECONDS = 5;

    private final HttpTransport transport;
    private final String receiver;
    private final AtomicBoolean told = new AtomicBoolean();
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(LONGEST_QUEUE), LineageSender::thread);

    LineageSender(LineageSettings settings) {
        HttpConfig http = new HttpConfig();
        http.setUrl(settings.url());
        http.setEndpoint(settings.endpoint());
        http.setTimeoutInMillis(LONGEST_SENDING_MILLIS);
        settings.apiKey().ifPresent(key -> {
            ApiKeyTokenProvider token = new ApiKeyTokenProvider();
            token.setApiKey(key.value());
            http.setAuth(token);
        });
        transport = new HttpTransport(http);
        receiver = Receiver.shown(settings.url());
        thread.allowCoreThreadTimeOut(true);
    }

    void send(RunEvent event) {
        try {
            thread.execute(() -> post(event));
        } catch (RejectedExecutionException e) {
            tellOnce();
        }
    }

    private void post(RunEvent event) {
        try {
            transport.emit(event);
            told.set(false);
        } catch (RuntimeException e) {
            // whatever it is: what measures a run must not change it
            log.debug("a lineage event cannot be sent", e);
            tellOnce();
        }
    }

    private void tellOnce() {
        if (told.compareAndSet(false, true)) {
            log.warn("lineage events cannot be sent to {}, and are dropped until it takes them; runs go on", receiver);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "lineage");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_SENDING_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
            transport.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.debug("the connection of lineage events cannot be closed", e);
        }
    }
}
