package dev.caravan.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.caravan.landing.Landing;
import dev.caravan.landing.Landings;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.Progress;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.pipeline.Step;
import dev.caravan.pipeline.StepResult;
import dev.caravan.pipeline.StoppedException;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shipped project in Camel Main, with a server of the test in Coinlore's place. */
@Timeout(120)
class StandaloneTest {
    private static final String GOOD = "[{\"coins_count\":7001,\"active_markets\":29000}]";
    private static final String BAD = "<html>maintenance</html>";

    @TempDir
    Path scratch;

    private final AtomicReference<String> answer = new AtomicReference<>(GOOD);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicReference<CountDownLatch> answers = new AtomicReference<>(new CountDownLatch(0));
    private final List<Problem> skipped = new CopyOnWriteArrayList<>();
    private final List<RunSummary> ended = new CopyOnWriteArrayList<>();
    private final Map<String, String> settings = new TreeMap<>();
    private final LastRuns lastRuns = new LastRuns(Clock.systemUTC());
    private HttpServer server;
    private Caravan caravan;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            asked.countDown();
            awaitUninterrupted(answers.get());
            byte[] body = answer.get().getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        settings.put("coinlore.url", "http://127.0.0.1:" + server.getAddress().getPort());
        settings.put("landing.uri", scratch.resolve("landing").toUri().toString());
        settings.put("warehouse.url", "jdbc:duckdb:" + scratch.resolve("warehouse.duckdb"));
        settings.put("web.port", "0");
    }

    @AfterEach
    void close() {
        answers.get().countDown();
        caravan.close();
        server.stop(0);
    }

    @Test
    void readyFollowsTheLastRunAndLiveDoesNot() throws Exception {
        Standalone standalone = standalone();
        assertThat(get(standalone, "/ready").statusCode()).isEqualTo(200);

        answer.set(BAD);
        assertThat(pollGlobal().isFailed()).isTrue();

        HttpResponse<String> ready = get(standalone, "/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("the last poll failed: global, ").contains("<html>maintenance");
        assertThat(get(standalone, "/live").statusCode()).isEqualTo(200);

        answer.set(GOOD);
        assertThat(pollGlobal().failures()).isEmpty();

        assertThat(get(standalone, "/ready").statusCode()).isEqualTo(200);
        assertThat(get(standalone, "").statusCode()).isEqualTo(200);
    }

    @Test
    void aRunThatMeetsAnotherIsSkipped() throws Exception {
        standalone();
        answers.set(new CountDownLatch(1));
        CompletableFuture<RunSummary> first = CompletableFuture.supplyAsync(this::pollGlobal);
        asked.await();

        assertThatThrownBy(() -> caravan.run(List.of(), List.of(), false))
                .isInstanceOf(CaravanException.class)
                .hasMessageStartingWith("run: is skipped: poll ");

        answers.get().countDown();
        assertThat(first.get().failures()).isEmpty();
        assertThat(skipped).hasSize(1);
    }

    @Test
    void aCancelledPollLeavesNoBatchAndIsNoFailure() throws Exception {
        Standalone standalone = standalone();
        answers.set(new CountDownLatch(1));
        CompletableFuture<RunSummary> poll = CompletableFuture.supplyAsync(this::pollGlobal);
        asked.await();

        standalone.stopTriggers();
        boolean ended = caravan.cancel(Duration.ofSeconds(20));

        assertThat(ended).isTrue();
        assertThatThrownBy(poll::join).hasCauseInstanceOf(StoppedException.class);
        answers.get().countDown();
        try (Landing landing = Landings.open(environment(), scratch)) {
            assertThat(landing.committed("global", LocalDate.EPOCH)).isEmpty();
        }
        assertThat(get(standalone, "/ready").body()).contains("is stopping").doesNotContain("failed");
        assertThat(get(standalone, "/live").statusCode()).isEqualTo(200);
    }

    @Test
    void anUnreachableWarehouseIsNotReady() throws Exception {
        caravan = caravan();
        Standalone standalone = caravan.host(surroundings -> new Standalone(
                surroundings,
                StandaloneSettings.of(Project.at(Path.of("")), environment(), Instant.now()),
                () -> {
                    throw new CaravanException(Problem.at("warehouse", "does not answer", ""));
                },
                lastRuns,
                (vertx, router) -> {}));

        HttpResponse<String> ready = get(standalone, "/ready");

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .contains("{\"name\":\"warehouse\",\"status\":\"DOWN\",\"message\":\"warehouse: does not answer\"");
    }

    @Test
    void theMinutePollIsOffUnlessItsScheduleIsSet() {
        Standalone standalone = standalone();

        standalone.schedule();

        assertThat(standalone.next()).containsOnlyKeys("daily");
    }

    @Test
    void theMinutePollIsOfCoinsAndMarketsAndBuildsWhatDependsOnThem() {
        settings.put("schedule.cron", "0 0 7 1 1 ? 2099");
        settings.put("schedule.poll-cron", "0/1 * * * * ?");
        settings.put("schedule.time-zone", "Europe/Berlin");
        Standalone standalone = standalone();

        standalone.schedule();

        assertThat(standalone.next()).containsOnlyKeys("daily", "poll");
        assertThat(standalone.next()).containsEntry("daily", Instant.parse("2099-01-01T06:00:00Z"));
        await().atMost(Duration.ofSeconds(60)).until(() -> !ended.isEmpty());
        // the answers are no coins, so the poll fails: what counts is what it asked for
        assertThat(names(ended.get(0), Step.EXTRACT)).containsExactlyInAnyOrder("coins", "markets");
        assertThat(names(ended.get(0), Step.BUILD))
                .contains("stg_coins", "fct_market_quotes", "quotes_by_exchange")
                .doesNotContain("stg_global", "fct_ohlcv");
    }

    @Test
    void jitterMovesEveryTimeOfATriggerByTheSame() {
        settings.put("schedule.cron", "0 0 7 1 1 ? 2098,2099");
        settings.put("schedule.jitter", "10m");
        Standalone standalone = standalone();

        standalone.schedule();

        Instant next = standalone.next().get("daily");
        Instant seven = Instant.parse("2098-01-01T07:00:00Z");
        assertThat(next)
                .isEqualTo(seven.plus(Jitter.delay(Duration.ofMinutes(10), "demo")))
                .isBefore(seven.plus(Duration.ofMinutes(10)));
    }

    @Test
    void aMissedDailyRunIsMadeUpForOnceByWhatItsRouteDoes() {
        theTriggerIsStill();
        Standalone standalone = standalone();
        standalone.schedule();

        Optional<Instant> missed =
                standalone.catchUp(Instant.parse("2026-11-23T07:00:09Z"), Instant.parse("2026-11-25T09:12:00Z"));

        assertThat(missed).contains(Instant.parse("2026-11-25T07:00:00Z"));
        await().atMost(Duration.ofSeconds(60)).until(() -> !ended.isEmpty());
        assertThat(ended).extracting(RunSummary::command).containsExactly("run");
        assertThat(caravan.lastRun()).isPresent();
    }

    @Test
    void nothingIsMadeUpForWhereNothingWasMissed() {
        theTriggerIsStill();
        Standalone standalone = standalone();
        standalone.schedule();

        assertThat(standalone.catchUp(Instant.parse("2026-11-25T07:00:09Z"), Instant.parse("2026-11-25T09:12:00Z")))
                .isEmpty();
    }

    @Test
    void aRunThatIsMadeUpForMeetsNoOther() throws Exception {
        theTriggerIsStill();
        Standalone standalone = standalone();
        standalone.schedule();
        answers.set(new CountDownLatch(1));
        CompletableFuture<RunSummary> first = CompletableFuture.supplyAsync(this::pollGlobal);
        asked.await();

        standalone.catchUp(Instant.parse("2026-11-23T07:00:09Z"), Instant.parse("2026-11-25T09:12:00Z"));

        await().atMost(Duration.ofSeconds(60)).until(() -> !skipped.isEmpty());
        assertThat(skipped.get(0).place() + " " + skipped.get(0).what()).startsWith("run is skipped: poll ");
        answers.get().countDown();
        first.get();
        assertThat(ended).extracting(RunSummary::command).containsExactly("poll");
    }

    @Test
    void aRunOfSomeNodesOrAPollIsNoDailyRun() {
        standalone();

        pollGlobal();
        caravan.run(List.of("stg_global"), List.of(), false);

        assertThat(caravan.lastRun()).isEmpty();
    }

    /** Past times alone count. */
    private void theTriggerIsStill() {
        settings.put("schedule.cron", "0 0 7 25 11 ? 2026,2099");
        settings.put("schedule.catch-up", "once");
    }

    private static List<String> names(RunSummary summary, Step step) {
        return summary.of(step).map(StepResult::name).toList();
    }

    private Standalone standalone() {
        caravan = caravan();
        StandaloneSettings checked = StandaloneSettings.of(Project.at(Path.of("")), environment(), Instant.now());
        return caravan.host(surroundings ->
                new Standalone(surroundings, checked, caravan::checkWarehouse, lastRuns, (vertx, router) -> {}));
    }

    private Caravan caravan() {
        return Caravan.open(
                Project.at(Path.of("")),
                environment(),
                Map.of(),
                Clock.systemUTC(),
                new Listener().and(lastRuns),
                RouteExtraction::open);
    }

    private RunSummary pollGlobal() {
        return caravan.poll(List.of("global"), List.of());
    }

    private Environment environment() {
        return Environment.load(Project.at(Path.of("")), "demo", Map.of(), settings);
    }

    private static HttpResponse<String> get(Standalone standalone, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(standalone.health() + path))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Listener implements Progress {
        @Override
        public void commandEnded(RunSummary summary) {
            ended.add(summary);
        }

        @Override
        public void commandSkipped(Problem because) {
            skipped.add(because);
        }
    }
}
