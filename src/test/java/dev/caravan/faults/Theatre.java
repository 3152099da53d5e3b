package dev.caravan.faults;

import dev.caravan.camel.RouteExtraction;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.Progress;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.s3.S3Server;
import dev.caravan.web.RecordedApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Performs schedules, one after the other, on what they share: a project, a recorded API, an S3 server, a small disk. */
final class Theatre implements AutoCloseable {
    /** One schedule in so many begins before the first migration. */
    private static final int EMPTY_IN = 3;

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
            Performance performance = new Performance(stage(), directory, place, arena);
            FaultSchedule schedule = FaultSchedule.draw(seed, kinds(arena, place));
            for (int run = 0; run < schedule.runs().size(); run++) {
                performance.disturbed(schedule.runs().get(run), schedule.hasProcess(run));
            }
            return performance.ends(seed, start);
        } finally {
            delete(directory);
        }
    }

    private Stage stage() {
        return new Stage(demo, api, disk, faults, threads);
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
        String only = System.getProperty("faults.kinds", "");
        if (!only.isEmpty()) {
            List<String> names = List.of(only.toUpperCase(Locale.ROOT).split(","));
            kinds.removeIf(kind -> !names.contains(kind.name()));
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
}
