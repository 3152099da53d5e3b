package dev.caravan.camel;

import dev.caravan.pipeline.Event;
import dev.caravan.pipeline.EventSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives events to a route, one after the other, on a thread of its own: whatever a receiver does, no run waits for it. */
final class EventConsumer extends DefaultConsumer implements EventSource.Listener {
    private static final Logger log = LoggerFactory.getLogger(EventConsumer.class);
    private static final int MOST_WAITING = 1_000;

    private final CaravanEndpoint endpoint;
    private final AtomicInteger waiting = new AtomicInteger();
    private Set<Event.Kind> kinds = Set.of();
    private Optional<ExecutorService> thread = Optional.empty();
    private Optional<EventSource.Subscription> subscription = Optional.empty();

    EventConsumer(CaravanEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    public void hear(Event event) {
        if (!kinds.contains(event.kind())) {
            return;
        }
        waiting.incrementAndGet();
        try {
            thread.orElseThrow(RejectedExecutionException::new).execute(() -> pass(event));
        } catch (RejectedExecutionException e) {
            waiting.decrementAndGet();
            log.warn("nobody is told of {} of {}: too many events wait already", word(event.kind()), event.subject());
        }
    }

    @Override
    public boolean isIdle() {
        return waiting.get() == 0;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        kinds = kinds(Optional.ofNullable(endpoint.getKinds()).orElse(""));
        // one thread, which ends while there is nothing to tell
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), work -> thread(work));
        one.allowCoreThreadTimeOut(true);
        thread = Optional.of(one);
        subscription = Optional.of(endpoint.getComponent().steps().events().subscribe(this));
    }

    @Override
    protected void doStop() throws Exception {
        subscription.ifPresent(EventSource.Subscription::close);
        thread.ifPresent(ExecutorService::shutdownNow);
        super.doStop();
    }

    private void pass(Event event) {
        Exchange exchange = createExchange(true);
        try {
            fill(exchange.getMessage(), event);
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        } finally {
            if (exchange.getException() != null) {
                log.warn(
                        "nobody is told of {} of {}: {}",
                        word(event.kind()),
                        event.subject(),
                        Failure.reason(exchange.getException()));
            }
            waiting.decrementAndGet();
        }
    }

    private void fill(Message message, Event event) {
        Optional<String> environment = endpoint.getComponent().steps().events().environment();
        message.setHeader(CaravanConstants.EVENT_KIND, word(event.kind()));
        message.setHeader(CaravanConstants.EVENT_SUBJECT, event.subject());
        environment.ifPresent(name -> message.setHeader(CaravanConstants.ENVIRONMENT, name));
        event.runId().ifPresent(id -> message.setHeader(CaravanConstants.RUN_ID, id));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", word(event.kind()));
        environment.ifPresent(name -> body.put("environment", name));
        body.put("subject", event.subject());
        body.put("text", event.text());
        body.put("at", event.at().toString());
        event.runId().ifPresent(id -> body.put("run_id", id));
        message.setBody(body);
    }

    private static Set<Event.Kind> kinds(String names) {
        Set<Event.Kind> kinds = EnumSet.noneOf(Event.Kind.class);
        Stream.of(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> kinds.add(kind(name)));
        return kinds.isEmpty() ? EnumSet.allOf(Event.Kind.class) : kinds;
    }

    private static Event.Kind kind(String name) {
        return Stream.of(Event.Kind.values())
                .filter(kind -> word(kind).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "caravan:events knows no kind " + name + ": there are failure, recovery, stale, drift"));
    }

    private static String word(Event.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "events");
        thread.setDaemon(true);
        return thread;
    }
}
