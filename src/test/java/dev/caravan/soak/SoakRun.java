package dev.caravan.soak;

import dev.caravan.faults.ShippedProject;
import dev.caravan.landing.Landing;
import dev.caravan.landing.Landings;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.soak.SoakPlan.Moment;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Performs one plan in a directory of its own: one whole run, polls and kills, polls that nothing disturbs, and a stop. */
final class SoakRun {
    /** The shipped poll with another trigger, since cron knows whole seconds; a poll that took longer is made up for. */
    private static final String TRIGGER =
            """
            - route:
                id: soak
                routeConfigurationId: trigger
                from:
                  uri: timer:soak
                  parameters:
                    period: %d
                    fixedRate: true
                  steps:
                    - to:
                        uri: caravan:run
                        parameters:
                          dataset: coins,markets
                          select: "RAW(source:raw.coins+ source:raw.markets+)"
            """;

    private static final int CLEAN_POLLS = 3;
    private static final int LOOK_MILLIS = 20;
    /** After this time without one poll answered whole, there will be none. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final SoakPlan plan;
    private final Path project;
    private final Path logs;
    private final FaultyCoinlore api;
    private final List<Kill> kills = new ArrayList<>();
    private final List<Vitals> vitals = new ArrayList<>();
    private final long start = System.nanoTime();
    private long nextSample;

    private SoakRun(SoakPlan plan, Path scratch, FaultyCoinlore api) throws IOException {
        this.plan = plan;
        this.api = api;
        project = scratch.resolve("project");
        logs = Files.createDirectories(scratch.resolve("logs"));
    }

    static SoakReport perform(SoakPlan plan, Path scratch) throws IOException, InterruptedException {
        try (FaultyCoinlore api = new FaultyCoinlore(plan.seed())) {
            return new SoakRun(plan, scratch, api).perform();
        }
    }

    private SoakReport perform() throws IOException, InterruptedException {
        ShippedProject.copyTo(project, "local");
        Files.writeString(
                project.resolve("routes/schedule-soak.camel.yaml"),
                TRIGGER.formatted(plan.period().toMillis()));
        wholeRun();
        api.stumble(true);
        for (Moment moment : plan.kills()) {
            try (StartedCaravan caravan = start()) {
                awaitPolls(caravan, moment.polls());
                kill(caravan, moment);
            }
        }
        int exitCode;
        try (StartedCaravan caravan = start()) {
            awaitPolls(caravan, plan.polls() - CLEAN_POLLS);
            api.stumble(false);
            awaitPolls(caravan, api.coins().count() + CLEAN_POLLS);
            exitCode = caravan.terminate();
        }
        return report(exitCode);
    }

    /** The minute poll expects the tables of the models that it does not build. */
    private void wholeRun() throws IOException, InterruptedException {
        try (StartedCaravan run = launch("run", "run.log")) {
            if (run.awaitExit() != 0) {
                throw new AssertionError("the first run fails:\n" + run.log());
            }
        }
    }

    private StartedCaravan start() throws IOException {
        nextSample = seconds() + plan.sampling().toSeconds();
        return launch("start", "start-" + kills.size() + ".log");
    }

    private StartedCaravan launch(String command, String log) throws IOException {
        return StartedCaravan.start(plan.jvmOptions(), command, project, settings(), logs.resolve(log));
    }

    private Map<String, String> settings() {
        return new TreeMap<>(Map.of(
                "coinlore.url",
                api.url(),
                "coinlore.requests-per-second",
                "1000",
                "coinlore.response-timeout-millis",
                Integer.toString(FaultyCoinlore.PATIENCE_MILLIS),
                "coinlore.retry-delay-millis",
                "20",
                "markets.top",
                Integer.toString(SmallMarket.TOP),
                "schedule.cron",
                "0 0 7 1 1 ?",
                "web.port",
                "0"));
    }

    private void awaitPolls(StartedCaravan caravan, int polls) throws IOException, InterruptedException {
        int seen = -1;
        long since = System.nanoTime();
        while (api.coins().count() < polls) {
            if (api.coins().count() != seen) {
                seen = api.coins().count();
                since = System.nanoTime();
            }
            if (!caravan.isAlive() || System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new AssertionError("after " + seen + " polls no other comes:\n" + caravan.log());
            }
            sample(caravan);
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void sample(StartedCaravan caravan) throws IOException, InterruptedException {
        if (!plan.sampling().isZero() && seconds() >= nextSample) {
            nextSample = seconds() + plan.sampling().toSeconds();
            Vitals now = Vitals.of(caravan, kills.size(), seconds(), api.coins().count());
            vitals.add(now);
            System.out.println(now);
        }
    }

    private void kill(StartedCaravan caravan, Moment moment) throws InterruptedException {
        if (moment.asking()) {
            CountDownLatch asked = api.hold();
            if (!asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("nobody asks any more");
            }
        } else {
            Thread.sleep(moment.delayMillis());
        }
        caravan.kill();
        kills.add(new Kill(moment.toString(), api.coins().last(), api.markets().last()));
        api.release();
        System.out.println("killed " + moment);
    }

    private SoakReport report(int exitCode) throws IOException {
        Environment environment = Environment.load(Project.at(project), "local", Map.of(), settings());
        try (Landing landing = Landings.open(environment, project);
                Warehouse warehouse = Warehouses.open(environment, project)) {
            return new SoakReport(
                    exitCode,
                    Reconciliation.of(api, kills, landing, project.resolve("work/local/landing"), warehouse),
                    RunTimes.of(warehouse),
                    vitals,
                    Growth.of(project, logs, api));
        }
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    }
}
