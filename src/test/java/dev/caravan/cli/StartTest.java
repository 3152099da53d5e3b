package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The demo in a process that stays, and signals in the middle of its runs. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(240)
class StartTest {
    private static final String EVERY_THREE_SECONDS = "schedule.cron=0/3 * * * * ?";
    private static final String DAILY = "schedule.cron=0 0 7 1 1 ?";
    private static final String OVERLAPS =
            """
            select count(*) as overlaps
            from caravan.run as one
            inner join caravan.run as other
                on one.run_id < other.run_id and one.finished_at > other.started_at
            """;
    private static final String DOUBLES =
            """
            select
                (select count(*) - count(distinct coin_id) from star.dim_coin) as coins,
                (select count(*) - count(distinct exchange_id) from star.dim_exchange) as exchanges,
                (select count(*) - count(distinct (coin_id, extracted_at)) from star.fct_coin_snapshots) as snapshots,
                (select count(*) - count(distinct batch_id) from caravan.ledger) as batches
            """;

    @TempDir
    Path scratch;

    @Test
    void runsFollowEachOtherAndTheOneInHandFinishesBeforeTheProcessEnds() throws Exception {
        try (CaravanProcess start =
                CaravanProcess.start(scratch, "start", "--set", EVERY_THREE_SECONDS, "--set", "web.port=0")) {
            String started = start.awaitLines(1, ", health at ");
            start.awaitLines(2, "run is done: ");
            assertThat(status(started)).isEqualTo(200);

            start.awaitLines(3, "landed coins ");
            start.terminate();

            assertThat(start.awaitExit()).as(start.toString()).isZero();
            assertThat(start.found("run is done: ")).hasSizeGreaterThanOrEqualTo(3);
            assertThat(start.found("was stopped")).isEmpty();
        }
        assertThat(query(OVERLAPS)).containsExactly("overlaps", "0");
        assertThat(query("select count(*) as failed from caravan.run where status <> 'success'"))
                .containsExactly("failed", "0");
    }

    @Test
    void aStopThatWaitsForNothingLeavesNothingHalfDone() throws Exception {
        try (CaravanProcess start = CaravanProcess.start(
                scratch,
                "start",
                "--set",
                EVERY_THREE_SECONDS,
                "--set",
                "web.port=0",
                "--set",
                "shutdown.timeout=0s")) {
            start.awaitLines(1, "landed history ");
            start.terminate();

            assertThat(start.awaitExit()).as(start.toString()).isZero();
            assertThat(start.found("run was stopped; what it had in hand is rolled back"))
                    .hasSize(1);
            assertThat(start.found("ERROR")).isEmpty();
        }
        assertThat(query("select count(*) as locks from caravan.databasechangeloglock where locked"))
                .containsExactly("locks", "0");

        Result run = caravan("run");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(query("select count(*) as batches from caravan.ledger"))
                .containsExactly("batches", Long.toString(committed()));
        assertThat(query(DOUBLES)).containsExactly("coins,exchanges,snapshots,batches", "0,0,0,0");
    }

    @Test
    void aSecondSignalWaitsNoLonger() throws Exception {
        try (CaravanProcess start =
                CaravanProcess.start(scratch, "start", "--set", EVERY_THREE_SECONDS, "--set", "web.port=0")) {
            start.awaitLines(1, "landed exchanges ");
            start.terminate();
            start.awaitLines(1, "stopping on SIGTERM");
            start.terminate();

            assertThat(start.awaitExit()).as(start.toString()).isZero();
            assertThat(start.found("SIGTERM again: stopping without waiting any longer"))
                    .hasSize(1);
        }
    }

    @Test
    void aProcessThatHasNothingToDoEndsAtOnce() throws Exception {
        try (CaravanProcess start = CaravanProcess.start(scratch, "start", "--set", DAILY, "--set", "web.port=0")) {
            start.awaitLines(1, ", health at ");
            start.terminate();

            assertThat(start.awaitExit()).as(start.toString()).isZero();
        }
    }

    @Test
    void aRunThatIsInterruptedRollsBackAndSaysSo() throws Exception {
        try (CaravanProcess run = CaravanProcess.start(scratch, "run")) {
            run.awaitLines(1, "extract  exchanges: 400 rows");
            run.terminate();

            assertThat(run.awaitExit()).as(run.toString()).isEqualTo(143);
            assertThat(run.found("run: was stopped")).hasSize(1);
        }
        assertThat(caravan("run").exitCode()).isZero();
        assertThat(query(DOUBLES)).containsExactly("coins,exchanges,snapshots,batches", "0,0,0,0");
    }

    private static int status(String started) throws Exception {
        URI health = URI.create(started.replaceFirst(".*health at ([^,]+),.*", "$1"));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private long committed() throws IOException {
        try (Stream<Path> files = Files.walk(scratch.resolve("landing"))) {
            return files.filter(file -> file.endsWith("manifest.json")).count();
        }
    }

    private List<String> query(String sql) {
        Result query = caravan("query", sql, "--format", "csv");
        assertThat(query.exitCode()).as(query.err()).isZero();
        return query.out().lines().toList();
    }

    private Result caravan(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(CaravanProcess.options(scratch));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false);
        int exitCode = Main.execute(terminal, Map.of(), Clock.systemUTC(), arguments.toArray(String[]::new));
        return new Result(exitCode, out.toString(), err.toString());
    }

    private record Result(int exitCode, String out, String err) {}
}
