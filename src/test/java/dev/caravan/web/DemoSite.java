package dev.caravan.web;

import dev.caravan.camel.LastRuns;
import dev.caravan.camel.RouteExtraction;
import dev.caravan.camel.Standalone;
import dev.caravan.camel.StandaloneSettings;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.site.Site;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * What {@code caravan start --env demo} opens, in this JVM, without a schedule: the shipped project on a warehouse of its
 * own. Some coins have names as an attacker would choose them, since names come from outside.
 */
@SuppressWarnings("deprecation") // what replaces it is not in the JUnit that camel-test brings
final class DemoSite implements AutoCloseable, CloseableResource {
    /** Names as recorded, and what stands in their place. */
    static final Map<String, String> HOSTILE_NAMES = Map.of(
            "Decentraland", "<img src=x onerror=\"document.title='taken over'\">",
            "Axie Infinity", "\"Quoted\" & 'Co' </script><script>alert(1)</script>",
            "FTX Token", "Right\u202Eot tfeL",
            "VeChain", "=HYPERLINK(\"http://evil.example\")");

    private static final Path SHIPPED = Path.of("environments/demo/recorded");
    private static final int ANY_PORT = 0;

    private final RecordedApi api;
    private final Caravan caravan;
    private final Site site;
    private final Page page;
    private final Standalone standalone;

    private DemoSite(Path folder, Map<String, String> settings) throws IOException {
        api = RecordedApi.start(recording(folder.resolve("recorded")), ANY_PORT);
        Map<String, String> all = new TreeMap<>(Map.of(
                "coinlore.url",
                api.url().toString(),
                "landing.uri",
                folder.resolve("landing").toUri().toString(),
                "warehouse.url",
                "jdbc:duckdb:" + folder.resolve("warehouse.duckdb"),
                "web.port",
                "0"));
        all.putAll(settings);
        Project project = Project.at(Path.of(""));
        Environment environment = Environment.load(project, "demo", Map.of(), all);
        Clock clock = Clock.systemUTC();
        PageSettings pageSettings = PageSettings.of(environment);
        LiveRun live = new LiveRun(clock, pageSettings.masking());
        LastRuns lastRuns = new LastRuns(clock);
        caravan = Caravan.open(project, environment, Map.of(), clock, lastRuns.and(live), RouteExtraction::open);
        site = caravan.site();
        page = new Page(pageSettings, site, live, Optional.empty());
        StandaloneSettings standaloneSettings = StandaloneSettings.of(project, environment, clock.instant());
        standalone = caravan.host(surroundings ->
                new Standalone(surroundings, standaloneSettings, caravan::checkWarehouse, lastRuns, page::mount));
    }

    /** The demo after one run. */
    static DemoSite filled(Path folder) throws IOException {
        // longer than any test, so that what ends a query is its client and not the time
        DemoSite site = empty(folder, Map.of("query.timeout", "60s"));
        if (site.caravan().run(List.of(), List.of(), false).isFailed()) {
            throw new IllegalStateException("the demo's run failed");
        }
        return site;
    }

    /** The demo before its first run, with settings of a test's own. */
    static DemoSite empty(Path folder, Map<String, String> settings) throws IOException {
        delete(folder);
        Files.createDirectories(folder);
        return new DemoSite(folder.toAbsolutePath(), settings);
    }

    /** As {@code start} does when it begins. */
    DemoSite warm() {
        page.warmUp().join();
        return this;
    }

    /** With a slash at the end. */
    URI url() {
        return standalone.url();
    }

    Caravan caravan() {
        return caravan;
    }

    @Override
    public void close() {
        page.close();
        site.close();
        caravan.close();
        api.close();
    }

    private static Path recording(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(SHIPPED)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path coins = folder.resolve("coins.json");
        String text = Files.readString(coins);
        for (Map.Entry<String, String> name : HOSTILE_NAMES.entrySet()) {
            text = text.replace(
                    "\"name\":\"" + name.getKey() + "\"",
                    "\"name\":\"" + name.getValue().replace("\"", "\\\"") + "\"");
        }
        Files.writeString(coins, text);
        return folder;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
