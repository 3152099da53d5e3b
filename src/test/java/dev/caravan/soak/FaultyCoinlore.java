package dev.caravan.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server on a free port that answers as Coinlore does, stumbles as often as the soak wishes, and knows what it answered. */
final class FaultyCoinlore implements AutoCloseable {
    /** How long the process under test waits for an answer: longer than a busy machine needs for one. */
    static final int PATIENCE_MILLIS = 1_500;

    private static final int TOO_LATE_MILLIS = PATIENCE_MILLIS + 500;

    private static final String HTML = "<html><body><h1>We will be back soon</h1></body></html>";
    private static final String OTHER_SHAPE = "{\"error\":\"try again later\"}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Random random;
    private final SmallMarket market = new SmallMarket(Instant.now());
    private final AnsweredPolls coins = new AnsweredPolls(SmallMarket.coinPages());
    private final AnsweredPolls markets = new AnsweredPolls(SmallMarket.marketPages());
    private final Map<Stumble, Integer> stumbles = new EnumMap<>(Stumble.class);
    private boolean faulty;
    private long requests;
    private volatile Optional<CountDownLatch> hold = Optional.empty();

    FaultyCoinlore(long seed) throws IOException {
        // The JDK's server writes head and body apart: without this, each answer waits 40 ms for the client's ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        random = new Random(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/tickers/", exchange -> serve(exchange, coins, parameter(exchange, "start")));
        server.createContext("/api/coin/markets/", exchange -> serve(exchange, markets, parameter(exchange, "id")));
        market.others()
                .forEach((path, body) -> server.createContext(path, exchange -> {
                    try (exchange) {
                        send(exchange, 200, body);
                    }
                }));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized void stumble(boolean wished) {
        faulty = wished;
    }

    AnsweredPolls coins() {
        return coins;
    }

    AnsweredPolls markets() {
        return markets;
    }

    /** Answers the last page of coins no more; the latch tells that somebody waits for it. */
    CountDownLatch hold() {
        CountDownLatch waits = new CountDownLatch(1);
        hold = Optional.of(waits);
        return waits;
    }

    void release() {
        hold = Optional.empty();
    }

    synchronized long requests() {
        return requests;
    }

    synchronized Map<Stumble, Integer> stumbles() {
        return new EnumMap<>(stumbles);
    }

    private void serve(HttpExchange exchange, AnsweredPolls polls, String page) throws IOException {
        try (exchange) {
            Optional<CountDownLatch> held = hold;
            if (held.isPresent() && polls == coins && page.equals(coins.lastPage())) {
                held.get().countDown();
                await(TimeUnit.MINUTES.toMillis(1));
                return;
            }
            long poll = polls.asked(page);
            String body = polls == coins ? market.coins(Integer.parseInt(page), poll) : market.markets(page, poll);
            Optional<Stumble> stumble = next();
            if (stumble.isPresent()) {
                stumble(exchange, stumble.get(), body);
                if (stumble.get() == Stumble.OTHER_SHAPE && polls == markets) {
                    polls.sent(page, poll, false);
                }
                return;
            }
            send(exchange, 200, body);
            polls.sent(page, poll, true);
        }
    }

    private synchronized Optional<Stumble> next() {
        requests++;
        Optional<Stumble> next = faulty ? Stumble.draw(random) : Optional.empty();
        next.ifPresent(one -> stumbles.merge(one, 1, Integer::sum));
        return next;
    }

    private void stumble(HttpExchange exchange, Stumble stumble, String body) throws IOException {
        switch (stumble) {
            case STATUS_500 -> send(exchange, 500, HTML);
            case STATUS_503 -> send(exchange, 503, HTML);
            case STATUS_429 -> {
                exchange.getResponseHeaders().add("Retry-After", "0");
                send(exchange, 429, "");
            }
            case HANGS_UP -> {}
            case BREAKS_OFF -> {
                exchange.sendResponseHeaders(200, body.length());
                exchange.getResponseBody().write(body.getBytes(UTF_8), 0, body.length() / 2);
                exchange.getResponseBody().flush();
            }
            case TOO_LATE -> await(TOO_LATE_MILLIS);
            case HTML -> send(exchange, 200, HTML);
            case CUT_OFF -> send(exchange, 200, body.substring(0, body.length() / 2));
            case OTHER_SHAPE -> send(exchange, 200, OTHER_SHAPE);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", body.startsWith("<") ? "text/html" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
    }

    private void await(long millis) {
        try {
            closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String parameter(HttpExchange exchange, String name) {
        for (String pair : exchange.getRequestURI().getQuery().split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        throw new IllegalArgumentException("no \"" + name + "\" in " + exchange.getRequestURI());
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
