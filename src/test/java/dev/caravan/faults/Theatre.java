package dev.caravan.faults;

import dev.caravan.camel.RouteExtraction;
import dev.caravan.landing.Landing;
import dev.caravan.landing.Landings;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.Progress;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.s3.S3Server;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import dev.caravan.web.RecordedApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Performs schedules, one after the other, on what they share: a project, a recorded API, an S3 server, a small disk. */
final class Theatre implements AutoCloseable {
    /** Longer than any run takes, whatever breaks: one that takes it is taken to hang. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
    /** They change nothing, and there are a hundred of them; the project's own tests stay. */
    private static final List<String> READERS = List.of("test_type:generic");
    /** One schedule in so many begins before the first migration. */
    private static final int EMPTY_IN = 3;

    private static final int TRACED_CALLS = 8;
    private static final Duration PATIENCE_WITH_A_DEAD_RUN = Duration.ofSeconds(20);

    private final SmallDisk disk;
    private final SmallDemo demo;
    private final RecordedApi recorded;
    private final FaultyApi api;
    private final S3Server s3;
    private final String bucket;
    private final Arenas arenas;
    private final AtomicInteger performed = new AtomicInteger();
    private final AtomicReference<PlannedFaults> faults = new AtomicReference<>(PlannedFaults.none());
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "run-under-fire");
        thread.setDaemon(true);
        return thread;
    });

    /** Opens warehouses without rows, one a schedule. */
    interface Arenas {
        /** Settings of a warehouse to be migrated; others are copied from it, because Liquibase takes a second. */
        Optional<Map<String, String>> template(Path directory);

        /** @param migrated whether its tables are there already */
        Arena open(Path directory, boolean migrated, Supplier<PlannedFaults> faults) throws IOException;

        /** @return whether a schedule lands in the bucket */
        boolean onS3(long seed);
    }

    Theatre(Path scratch, S3Server s3, Arenas arenas) throws IOException {
        this.s3 = s3;
        this.arenas = arenas;
        disk = SmallDisk.mount(scratch.resolve("disk"));
        demo = SmallDemo.in(disk.directory().resolve("project"));
        recorded = RecordedApi.start(demo.recordings(), 0);
        api = new FaultyApi(recorded.url(), faults::get);
        bucket = s3.newBucket();
        s3.breakWith(new FaultyS3(s3, faults::get));
        arenas.template(disk.directory()).ifPresent(this::migrate);
    }

    private void migrate(Map<String, String> warehouse) {
        Project project = Project.at(demo.root());
        try (Caravan caravan = Caravan.open(
                project,
                Environment.load(project, "demo", Map.of(), warehouse),
                Map.of(),
                Clock.systemUTC(),
                Progress.SILENT,
                RouteExtraction::open)) {
            caravan.migrate();
        }
    }

    Outcome perform(long seed) throws Exception {
        long start = System.nanoTime();
        Path directory = Files.createDirectories(disk.directory().resolve("schedule-" + performed.incrementAndGet()));
        Place place = arenas.onS3(seed)
                ? new Place.Bucket(s3, bucket, directory.getFileName().toString())
                : new Place.Folder(directory.resolve("landing"));
        boolean migrated = seed % EMPTY_IN != 0;
        try (Arena arena = arenas.open(directory.resolve("warehouse"), migrated, faults::get)) {
            Performance performance = new Performance(directory, place, arena);
            FaultSchedule schedule = FaultSchedule.draw(seed, kinds(arena, place));
            for (int run = 0; run < schedule.runs().size(); run++) {
                performance.disturbed(schedule.runs().get(run), schedule.hasProcess(run));
            }
            return performance.ends(seed, start);
        } finally {
            delete(directory);
        }
    }

    /** Runs once with nothing broken, and tells how many moments it had. */
    Map<Point, Integer> rehearse(long seed) throws Exception {
        Path directory = Files.createDirectories(disk.directory().resolve("rehearsal"));
        Place place = arenas.onS3(seed)
                ? new Place.Bucket(s3, bucket, "rehearsal")
                : new Place.Folder(directory.resolve("landing"));
        try (Arena arena = arenas.open(directory.resolve("warehouse"), false, faults::get)) {
            Performance performance = new Performance(directory, place, arena);
            PlannedFaults counting = PlannedFaults.none();
            faults.set(counting);
            SmallDemo.addHistory(directory.resolve("inbox"));
            Ended ended = performance.run(arena.settings());
            if (ended.failure().isPresent()) {
                throw new AssertionError(ended.failure().get());
            }
            return counting.counted();
        } finally {
            delete(directory);
        }
    }

    private Set<FaultKind> kinds(Arena arena, Place place) {
        Set<FaultKind> kinds = EnumSet.copyOf(arena.kinds());
        boolean onS3 = place instanceof Place.Bucket;
        for (FaultKind kind : FaultKind.values()) {
            boolean ofS3 = kind.point() == Point.S3_REQUEST;
            boolean everywhere = kind.point() == Point.API_REQUEST
                    || kind.isKill()
                    || kind.isOfDisk()
                    || kind == FaultKind.PROCESS_KILLED;
            if (ofS3 ? onS3 : everywhere) {
                kinds.add(kind);
            }
        }
        if (!disk.canBeFilled()) {
            kinds.removeIf(FaultKind::isOfDisk);
        }
        return kinds;
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        api.close();
        recorded.close();
        disk.close();
    }

    /** One schedule. */
    private final class Performance {
        private final Path directory;
        private final Path inbox;
        private final Place place;
        private final Arena arena;
        private final List<String> fired = new ArrayList<>();
        private final List<String> complaints = new ArrayList<>();
        private long failed;

        Performance(Path directory, Place place, Arena arena) {
            this.directory = directory;
            this.inbox = directory.resolve("inbox");
            this.place = place;
            this.arena = arena;
        }

        void disturbed(List<Fault> planned, boolean inProcess) throws Exception {
            SmallDemo.addHistory(inbox);
            AtomicReference<Optional<Caravan>> inHand = new AtomicReference<>(Optional.empty());
            PlannedFaults now = new PlannedFaults(planned, kind -> disaster(kind, inHand));
            faults.set(now);
            Ended ended = inProcess ? killedProcess(planned.get(0)) : run(arena.settings(), inHand);
            faults.set(PlannedFaults.none());
            disk.free();
            arena.mend();
            place.mend();
            failed += ended.failure().isPresent() ? 1 : 0;
            fired.add(inProcess ? planned.toString() : now.fired().toString());
            if (!now.isKilled()) {
                ended.defect().ifPresent(defect -> complaints.add("run " + fired.size() + ": " + defect));
            }
        }

        private void disaster(FaultKind kind, AtomicReference<Optional<Caravan>> inHand) {
            if (kind.isOfDisk()) {
                disk.fill();
                return;
            }
            arena.kill();
            place.kill();
            // whatever it still does reaches nothing: it need not go on to its end
            inHand.get().ifPresent(caravan -> threads.submit(() -> caravan.cancel(PATIENCE_WITH_A_DEAD_RUN)));
        }

        private Ended killedProcess(Fault fault) throws Exception {
            try (RunProcess process = RunProcess.start(demo.root(), allSettings(arena.settingsOfProcess()))) {
                return process.killAfter(Duration.ofMillis(500 + 100L * fault.at()));
            }
        }

        Ended run(Map<String, String> settings) throws Exception {
            return run(settings, new AtomicReference<>(Optional.empty()));
        }

        private Ended run(Map<String, String> settings, AtomicReference<Optional<Caravan>> inHand) throws Exception {
            return limited(settings, inHand, caravan -> caravan.run(List.of(), READERS, false));
        }

        /** @throws AssertionError with what every thread does, where a command does not end */
        private Ended limited(
                Map<String, String> settings,
                AtomicReference<Optional<Caravan>> inHand,
                Function<Caravan, RunSummary> command)
                throws Exception {
            try {
                return threads.submit(() -> {
                            try (Caravan caravan = Caravan.open(
                                    Project.at(demo.root()),
                                    environment(settings),
                                    Map.of(),
                                    Clock.systemUTC(),
                                    Progress.SILENT,
                                    RouteExtraction::open)) {
                                inHand.set(Optional.of(caravan));
                                RunSummary summary = command.apply(caravan);
                                return summary.isFailed()
                                        ? Ended.failed(summary.failures().stream()
                                                .map(Object::toString)
                                                .collect(Collectors.joining("\n")))
                                        : Ended.well();
                            } catch (CaravanException e) {
                                return Ended.failed(e.getMessage());
                            } catch (RuntimeException | Error e) {
                                return Ended.defect(trace(e));
                            }
                        })
                        .get(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError("a command hangs under " + faults.get().fired() + ":\n" + everyThread(), e);
            } catch (ExecutionException e) {
                throw new AssertionError("a run lets " + e.getCause() + " out", e);
            }
        }

        /** One run with nothing broken, and what is there after it. */
        Outcome ends(long seed, long start) throws Exception {
            SmallDemo.addHistory(inbox);
            run(arena.settings()).failure().ifPresent(failure -> complaints.add("the clean run fails: " + failure));
            arena.left().forEach(one -> complaints.add("left behind: " + one));

            Contents contents;
            Counts counts;
            try (Landing landing = Landings.open(environment(arena.settings()), demo.root());
                    Warehouse warehouse = Warehouses.open(environment(arena.settings()), demo.root())) {
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
            AtomicReference<Optional<Caravan>> nobody = new AtomicReference<>(Optional.empty());
            Ended load = limited(settings, nobody, caravan -> caravan.load(List.of()));
            Ended build = limited(settings, nobody, caravan -> caravan.build(List.of(), READERS, false));
            load.failure().or(build::failure).ifPresent(failure -> complaints.add("undisturbed: " + failure));
            try (Warehouse warehouse = Warehouses.open(environment(settings), demo.root())) {
                return Contents.of(warehouse);
            }
        }

        private Environment environment(Map<String, String> warehouse) {
            return Environment.load(Project.at(demo.root()), "demo", Map.of(), allSettings(warehouse));
        }

        private Map<String, String> allSettings(Map<String, String> warehouse) {
            Map<String, String> settings = new TreeMap<>(Map.of(
                    "coinlore.url", api.url(),
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

    /** Enough to find the place. */
    private static String trace(Throwable failure) {
        return failure
                + Arrays.stream(failure.getStackTrace())
                        .limit(TRACED_CALLS)
                        .map(call -> "\n    at " + call)
                        .collect(Collectors.joining())
                + (failure.getCause() == null ? "" : "\ncaused by " + trace(failure.getCause()));
    }

    private static String everyThread() {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            text.append(thread).append('\n');
            for (StackTraceElement element : stack) {
                text.append("    ").append(element).append('\n');
            }
        });
        return text.toString();
    }
}
