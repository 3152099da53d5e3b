package dev.caravan.cli;

import dev.caravan.camel.LastRuns;
import dev.caravan.camel.Standalone;
import dev.caravan.camel.StandaloneSettings;
import dev.caravan.pipeline.Caravan;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "start",
        description = "Stays, and does what run does on the schedule of the environment; answers at /health.",
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
            StandaloneSettings settings =
                    StandaloneSettings.of(session.environment(), shell.clock().instant());
            Stop stop = new Stop(session.environment().duration("shutdown.timeout", TIMEOUT));
            return Signals.during(() -> stay(session, settings, stop), stop::ask);
        }
    }

    private int stay(Session session, StandaloneSettings settings, Stop stop) throws InterruptedException {
        LastRuns lastRuns = new LastRuns(shell.clock());
        try (Caravan caravan = session.caravan(new Diary().and(lastRuns))) {
            Standalone standalone = caravan.host(
                    surroundings -> new Standalone(surroundings, settings, caravan::checkWarehouse, lastRuns));
            standalone.schedule();
            log.info("started: health at {}, next {}", standalone.health(), next(standalone));
            stop.await(caravan, standalone);
        }
        log.info("stopped");
        return 0;
    }

    private static String next(Standalone standalone) {
        return standalone.next().entrySet().stream()
                .map(trigger -> trigger.getKey() + " at " + trigger.getValue())
                .collect(Collectors.joining(", "));
    }
}
