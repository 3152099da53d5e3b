package dev.caravan.cli;

import dev.caravan.camel.LastRuns;
import dev.caravan.camel.Standalone;
import dev.caravan.camel.StandaloneSettings;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.site.Site;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.telemetry.FreshnessWatch;
import dev.caravan.telemetry.Metrics;
import dev.caravan.web.LiveRun;
import dev.caravan.web.Page;
import dev.caravan.web.PageSettings;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "start",
        description =
                "Stays, and does what run does on the schedule of the environment; shows the page at http://127.0.0.1:8080/ (web.host, web.port), health at /health, and metrics at /metrics.",
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(StartCommand.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    StartCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Session session = Session.openDiary(shell, environment)) {
            StandaloneSettings settings = StandaloneSettings.of(
                    session.project(), session.environment(), shell.clock().instant());
            PageSettings pageSettings = PageSettings.of(session.environment());
            Stop stop = new Stop(session.environment().duration("shutdown.timeout", TIMEOUT));
            return Signals.during(() -> stay(session, settings, pageSettings, stop), stop::ask);
        }
    }

    private int stay(Session session, StandaloneSettings settings, PageSettings pageSettings, Stop stop)
            throws InterruptedException {
        LastRuns lastRuns = new LastRuns(shell.clock());
        LiveRun live = new LiveRun(shell.clock(), pageSettings.masking());
        Environment settled = session.environment();
        try (Metrics metrics = new Metrics(shell.clock());
                Caravan caravan =
                        session.caravan(new Diary().and(lastRuns).and(live).and(metrics.progress()));
                Site site = caravan.site();
                FreshnessWatch watch = new FreshnessWatch(settled, site, caravan::tell, shell.clock());
                Page page = new Page(pageSettings, site, live, metrics.page(settled, site, caravan::connections))) {
            Standalone standalone = caravan.host(surroundings ->
                    new Standalone(surroundings, settings, caravan::checkWarehouse, lastRuns, page::mount));
            standalone.schedule();
            watch.begin();
            page.warmUp();
            log.info(
                    "started: {}health at {}, next {}",
                    pageSettings.enabled() ? "page at " + standalone.url() + ", " : "",
                    standalone.health(),
                    next(standalone));
            if (settings.schedule().catchesUp()) {
                catchUp(caravan, standalone);
            }
            stop.await(caravan, standalone);
        }
        log.info("stopped");
        return 0;
    }

    /** A missed run is no reason not to stay: the warehouse may be down for the moment, or another's. */
    private void catchUp(Caravan caravan, Standalone standalone) {
        try {
            caravan.lastRun()
                    .flatMap(last -> standalone.catchUp(last, shell.clock().instant()))
                    .ifPresent(missed -> log.info("catching up: nothing ran at {}, so daily runs once, now", missed));
        } catch (CaravanException e) {
            log.warn("whether a run was missed cannot be told: {}", e.getMessage());
        }
    }

    private static String next(Standalone standalone) {
        return standalone.next().entrySet().stream()
                .map(trigger -> trigger.getKey() + " at " + trigger.getValue())
                .collect(Collectors.joining(", "));
    }
}
