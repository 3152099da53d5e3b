package dev.caravan.faults;

import dev.caravan.landing.Landing;
import dev.caravan.landing.Landings;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One schedule on one warehouse and one landing: disturbed runs, a clean one, and what is there then. */
final class Performance {
    /** They change nothing, and there are a hundred of them; the project's own tests stay. */
    private static final List<String> READERS = List.of("test_type:generic");
    /** Before it a process has nothing to lose. */
    private static final Duration EARLIEST_KILL = Duration.ofMillis(500);

    private static final Duration TENTH = Duration.ofMillis(100);

    private final Stage stage;
    private final Path inbox;
    private final Place place;
    private final Arena arena;
    private final List<String> fired = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private long failed;

    Performance(Stage stage, Path directory, Place place, Arena arena) {
        this.stage = stage;
        this.inbox = directory.resolve("inbox");
        this.place = place;
        this.arena = arena;
    }

    void disturbed(List<Fault> planned, boolean inProcess) throws Exception {
        SmallDemo.addHistory(inbox);
        TimedCommand run = command(arena.settings());
        PlannedFaults now = new PlannedFaults(planned, kind -> disaster(kind, run));
        stage.faults().set(now);
        Ended ended = inProcess ? killedProcess(planned.get(0)) : run.run(this::main);
        stage.faults().set(PlannedFaults.none());
        stage.disk().free();
        arena.mend();
        place.mend();
        failed += ended.failure().isPresent() ? 1 : 0;
        fired.add(inProcess ? planned.toString() : now.fired().toString());
        boolean anythingBroke = inProcess || !now.fired().isEmpty();
        if (!now.isKilled()) {
            (anythingBroke ? ended.defect() : ended.failure())
                    .ifPresent(failure -> complaints.add("run " + fired.size() + ": " + failure));
        }
    }

    private RunSummary main(Caravan caravan) {
        return caravan.run(List.of(), READERS, false);
    }

    private void disaster(FaultKind kind, TimedCommand run) {
        if (kind.isOfDisk()) {
            stage.disk().fill();
            return;
        }
        arena.kill();
        place.kill();
        run.abandon();
    }

    private Ended killedProcess(Fault fault) throws Exception {
        try (RunProcess process = RunProcess.start(stage.demo().root(), allSettings(arena.settingsOfProcess()))) {
            return process.killAfter(EARLIEST_KILL.plus(TENTH.multipliedBy(fault.at())));
        }
    }

    /** One run with nothing broken. */
    Ended undisturbedRun() throws Exception {
        SmallDemo.addHistory(inbox);
        return command(arena.settings()).run(this::main);
    }

    private TimedCommand command(Map<String, String> warehouse) {
        return new TimedCommand(stage.demo().root(), environment(warehouse), stage.threads());
    }

    /** One run with nothing broken, and what is there after it. */
    Outcome ends(long seed, long start) throws Exception {
        undisturbedRun().failure().ifPresent(failure -> complaints.add("the clean run fails: " + failure));
        arena.left().forEach(one -> complaints.add("left behind: " + one));

        Contents contents;
        Counts counts;
        try (Landing landing = Landings.open(
                        environment(arena.settings()), stage.demo().root());
                Warehouse warehouse = Warehouses.open(
                        environment(arena.settings()), stage.demo().root())) {
            counts = Counts.of(landing, warehouse);
            contents = Contents.of(warehouse);
            if (locks(warehouse) > 0) {
                complaints.add("left behind: the migration lock");
            }
        }
        if (!counts.isExact()) {
            complaints.add(counts.toString());
        }
        List<String> differences = contents.differences(undisturbed());
        complaints.addAll(differences);
        return new Outcome(
                seed,
                place.name(),
                fired,
                failed,
                Counts.sum(counts.landed()),
                Counts.sum(counts.loaded()),
                Counts.sum(counts.raw()),
                Counts.sum(counts.distinct()),
                differences.isEmpty(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
                complaints);
    }

    private long locks(Warehouse warehouse) {
        return warehouse.readOnly(transaction -> transaction
                .query("select count(*) from caravan.databasechangeloglock where locked", row -> row.number(1))
                .get(0));
    }

    /** The same landing in a warehouse to which nothing ever happened. */
    private Contents undisturbed() throws Exception {
        Map<String, String> settings = arena.undisturbed();
        Ended load = command(settings).run(caravan -> caravan.load(List.of()));
        Ended build = command(settings).run(caravan -> caravan.build(List.of(), READERS, false));
        load.failure().or(build::failure).ifPresent(failure -> complaints.add("undisturbed: " + failure));
        try (Warehouse warehouse =
                Warehouses.open(environment(settings), stage.demo().root())) {
            return Contents.of(warehouse);
        }
    }

    private Environment environment(Map<String, String> warehouse) {
        return Environment.load(Project.at(stage.demo().root()), "demo", Map.of(), allSettings(warehouse));
    }

    private Map<String, String> allSettings(Map<String, String> warehouse) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "coinlore.url", stage.api().url(),
                "coinlore.retries", "2",
                "coinlore.retry-delay-millis", "10",
                "coinlore.retry-max-delay-millis", "50",
                "history.inbox", inbox.toString(),
                "landing.part-size", "4KB",
                "markets.top", "3",
                "run.threads", "3"));
        settings.putAll(place.settings());
        settings.putAll(warehouse);
        return settings;
    }
}
