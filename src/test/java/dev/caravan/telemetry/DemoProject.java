package dev.caravan.telemetry;

import dev.caravan.camel.RouteExtraction;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.Progress;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.web.RecordedApi;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** The shipped project on recorded answers, with a landing and a warehouse of a test's own. */
final class DemoProject implements AutoCloseable {
    private final RecordedApi api = RecordedApi.start(Path.of("environments/demo/recorded"), 0);
    private final Map<String, String> settings = new TreeMap<>();

    private DemoProject(Path folder) {
        settings.put("coinlore.url", api.url().toString());
        settings.put("landing.uri", folder.resolve("landing").toUri().toString());
        settings.put("warehouse.url", "jdbc:duckdb:" + folder.resolve("warehouse.duckdb"));
    }

    static DemoProject at(Path folder) {
        return new DemoProject(folder.toAbsolutePath());
    }

    DemoProject set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    Environment environment() {
        return Environment.load(Project.at(Path.of("")), "demo", Map.of(), settings);
    }

    Caravan caravan(Progress progress) {
        return Caravan.open(
                Project.at(Path.of("")), environment(), Map.of(), Clock.systemUTC(), progress, RouteExtraction::open);
    }

    /** From now on no source answers. */
    void silence() {
        api.close();
    }

    @Override
    public void close() {
        api.close();
    }
}
