package dev.caravan.cluster;

import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Gives commands on one project's environment "night", each in what would be a process of its own. */
final class Operator implements ClusterProgress {
    private final Path root;
    private final MovedClock clock = new MovedClock();
    private final List<String> seen = new ArrayList<>();
    private boolean anyAddress;

    Operator(Path root, String... settings) {
        this.root = root;
        List<String> lines =
                new ArrayList<>(List.of("landing.uri=s3://crypto-landing/night", "cluster.allow-cidr=203.0.113.7/32"));
        for (String setting : settings) {
            lines.removeIf(line -> line.startsWith(setting.replaceFirst("=.*", "=")));
            lines.add(setting);
        }
        try {
            Files.createDirectories(root.resolve("environments"));
            Files.write(root.resolve("environments/night.properties"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Operator allowingAnyAddress() {
        anyAddress = true;
        return this;
    }

    void start() {
        try (Lifecycle lifecycle = toStart()) {
            lifecycle.start();
        }
    }

    Plan startPlan() {
        try (Lifecycle lifecycle = toStart()) {
            return lifecycle.startPlan();
        }
    }

    private Lifecycle toStart() {
        return Lifecycle.toStart(project(), environment(), anyAddress, clock, clock, this);
    }

    void stop() {
        stop(Ending.SNAPSHOT);
    }

    void stop(Ending ending) {
        existing(ending, Lifecycle::stop);
    }

    void pause() {
        existing(Ending.SNAPSHOT, Lifecycle::pause);
    }

    void resume() {
        existing(Ending.SNAPSHOT, Lifecycle::resume);
    }

    Plan status() {
        List<Plan> plans = new ArrayList<>();
        existing(Ending.SNAPSHOT, lifecycle -> plans.add(lifecycle.status()));
        return plans.get(0);
    }

    private void existing(Ending ending, Consumer<Lifecycle> command) {
        try (Lifecycle lifecycle = Lifecycle.ofExisting(project(), environment(), ending, clock, clock, this)) {
            command.accept(lifecycle);
        }
    }

    List<String> overlay() {
        Path file = project().overlay("night");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Environment environment() {
        return Environment.load(project(), "night", Map.of(), Map.of());
    }

    Project project() {
        return Project.at(root);
    }

    /** Progress as it was told, one line each. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void began(String action, String thing) {
        seen.add(action + " " + thing);
    }

    @Override
    public void waits(String thing, String because, Duration waited) {
        seen.add("wait for " + thing + ": " + because);
    }

    @Override
    public void reached(String thing, String detail) {
        seen.add("reached " + thing + (detail.isEmpty() ? "" : ": " + detail));
    }
}
