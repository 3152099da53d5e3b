package dev.caravan.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * How soon a browser that knows nothing of the page shows it: the market of the demo, and a lineage of a thousand nodes, by
 * the clock on the wall. Each time in a browser of its own. Not part of the build; needs the test class path and Chromium.
 * Argument: how often.
 */
final class FirstViewBenchmark {
    private static final String DRAWN = "() => document.querySelector('figure.chart canvas')";
    private static final String THOUSAND = "() => document.querySelector('[data-drawn=\"1000\"]')";
    private static final String TWO_FRAMES =
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";
    private static final String FIRST_PAINT =
            "() => performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000";
    private static final String NOW = "() => performance.now() / 1000";

    private int requests;
    private double bytes;

    private FirstViewBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int times = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        try (DemoSite demo = DemoSite.filled(Path.of("target/page-benchmark")).warm()) {
            for (int i = 0; i < times; i++) {
                new FirstViewBenchmark().market(demo);
            }
            // a route of the browser's driver would hold up each of the page's requests
            byte[] thousand = ThousandNodes.json().getBytes(UTF_8);
            URI relay = Relay.before(demo.url(), Map.of("/api/lineage", thousand), path -> {});
            for (int i = 0; i < times; i++) {
                lineage(relay.resolve("/#/lineage"));
            }
        }
        System.exit(0);
    }

    private void market(DemoSite demo) {
        try (Chromium chromium = launch();
                BrowserContext window = window(chromium)) {
            Page page = window.newPage();
            CDPSession session = window.newCDPSession(page);
            session.send("Network.enable");
            session.on("Network.loadingFinished", this::count);
            page.navigate(demo.url().toString());
            page.waitForFunction(DRAWN);
            page.evaluate(TWO_FRAMES);
            double drawn = seconds(page, NOW);
            System.out.printf(
                    Locale.ROOT,
                    "market: first paint %.2f s, chart %.2f s, %d requests, %.0f kB%n",
                    seconds(page, FIRST_PAINT),
                    drawn,
                    requests,
                    bytes / 1_000);
        }
    }

    private static void lineage(URI url) {
        try (Chromium chromium = launch();
                BrowserContext window = window(chromium)) {
            Page page = window.newPage();
            page.navigate(url.toString());
            page.waitForFunction(THOUSAND);
            page.evaluate(TWO_FRAMES);
            System.out.printf(Locale.ROOT, "lineage of 1,000 nodes: %.2f s%n", seconds(page, NOW));
        }
    }

    private void count(JsonObject finished) {
        requests++;
        bytes += finished.get("encodedDataLength").getAsDouble();
    }

    private static Chromium launch() {
        return Chromium.launch().orElseThrow(() -> new IllegalStateException(Chromium.MISSING));
    }

    private static BrowserContext window(Chromium chromium) {
        return chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1_280, 800));
    }

    private static double seconds(Page page, String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }
}
