package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One person with one browser window at the page. Say first how it is looked at ({@link #dark}, {@link #phone}), then
 * {@link #open}. What the page asks for, writes to the console and throws is watched from the first request on.
 */
final class Visit implements AutoCloseable {
    private static final Set<String> GRAVE = Set.of("serious", "critical");
    private static final Set<String> OWN_SCHEMES = Set.of("data", "blob", "about", "chrome");
    private static final int PHONE_WIDTH = 390;
    private static final int PHONE_HEIGHT = 844;
    private static final int DESK_WIDTH = 1_280;
    private static final int DESK_HEIGHT = 800;
    private static final double PATIENCE_MILLIS = 60_000;

    private final Browser browser;
    private final Path screenshots;
    private final List<String> wrong = new ArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();
    private final NewContextOptions options = new NewContextOptions()
            .setViewportSize(DESK_WIDTH, DESK_HEIGHT)
            .setColorScheme(ColorScheme.LIGHT)
            .setReducedMotion(ReducedMotion.REDUCE)
            .setLocale("en-GB")
            .setTimezoneId("UTC");
    private URI url;
    private Optional<BrowserContext> window = Optional.empty();
    private Optional<Page> page = Optional.empty();

    Visit(Browser browser, URI url, Path screenshots) {
        this.browser = browser;
        this.url = url;
        this.screenshots = screenshots;
    }

    /** A part of the page that has a name. */
    static Locator region(Page page, String name) {
        return page.getByRole(AriaRole.REGION, named(name));
    }

    /** Of this name, and not of one that holds it. */
    static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }

    Visit dark() {
        options.setColorScheme(ColorScheme.DARK);
        return this;
    }

    Visit phone() {
        options.setViewportSize(PHONE_WIDTH, PHONE_HEIGHT)
                .setIsMobile(true)
                .setHasTouch(true)
                .setDeviceScaleFactor(2);
        return this;
    }

    /** Goes to another server than the demo, or to a file. */
    Visit at(URI other) {
        url = other;
        return this;
    }

    /** Sends a name and a password where the server asks for them. */
    Visit as(String user, String password) {
        options.setHttpCredentials(user, password);
        return this;
    }

    /** Messages on the console that this test provokes on purpose: a regular expression, found anywhere in one. */
    Visit expecting(String message) {
        Pattern pattern = Pattern.compile(message);
        expected.add(pattern);
        wrong.removeIf(what -> pattern.matcher(what).find());
        return this;
    }

    /** @param path relative to the page, such as {@code #/market/BTCUSDT} or {@code probe/probe.html} */
    Page open(String path) {
        Page opened = page.orElseGet(this::newPage);
        opened.navigate(url.resolve(path).toString());
        return opened;
    }

    /** Presses keys one after the other: {@code Tab}, {@code Shift+Tab}, {@code Enter}, {@code ArrowDown}, … */
    void press(String... keys) {
        for (String key : keys) {
            opened().keyboard().press(key);
        }
    }

    /** What has the focus, as a person would hear it: {@code link "Market"}; {@code body} where nothing has. */
    String focused() {
        return (String)
                opened().evaluate(
                                """
                        () => {
                            const focused = document.activeElement;
                            if (!focused || focused === document.body) return "body";
                            const roles = { A: "link", BUTTON: "button", INPUT: "input", SELECT: "select", TEXTAREA: "textarea" };
                            const role = focused.getAttribute("role") || roles[focused.tagName] || focused.tagName.toLowerCase();
                            const label = focused.getAttribute("aria-label")
                                || (focused.labels && focused.labels[0] && focused.labels[0].textContent)
                                || focused.textContent || focused.getAttribute("placeholder") || "";
                            return role + ' "' + label.trim().replace(/\\s+/g, " ") + '"';
                        }
                        """);
    }

    /** Presses Tab until something has the focus; fails where it does not get there within so many. */
    void tabTo(String focus, int atMost) {
        List<String> passed = new ArrayList<>();
        for (int i = 0; i < atMost; i++) {
            press("Tab");
            passed.add(focused());
            if (passed.get(i).equals(focus)) {
                return;
            }
        }
        assertThat(passed).as("what Tab went through").contains(focus);
    }

    /** Kept below {@code target/screenshots/<test>/} for people to look at. */
    void screenshot(String name) {
        opened().screenshot(new ScreenshotOptions()
                .setPath(screenshots.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** Holds the page, as it stands, to what axe-core finds serious or critical. */
    void assertAccessible() {
        List<String> findings = new AxeBuilder(opened())
                .analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(Visit::text)
                        .toList();
        assertThat(findings).as("what axe-core finds at " + opened().url()).isEmpty();
    }

    /** No part of the page is wider than the window, which a phone would have to push about. */
    void assertNothingSticksOut() {
        assertThat(
                        (List<?>)
                                opened().evaluate(
                                                """
                        () => {
                            const root = document.documentElement;
                            const width = root.clientWidth;
                            return root.scrollWidth <= width ? [] : [...document.querySelectorAll("body *")]
                                .filter((element) => element.getBoundingClientRect().right > width)
                                .map((element) => `${element.tagName} ${element.className}: ${element.textContent.trim()}`);
                        }
                        """))
                .as("what is not within the width of the window")
                .isEmpty();
    }

    /** Called after each test. */
    void assertNothingWentWrong() {
        assertThat(wrong)
                .as("errors of the page, and requests that left the host")
                .isEmpty();
    }

    @Override
    public void close() {
        window.ifPresent(BrowserContext::close);
    }

    private Page opened() {
        return page.orElseThrow(() -> new IllegalStateException("no page is open"));
    }

    private Page newPage() {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.onRequest(this::watch);
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                note(message.type() + " on the console: " + message.text() + " (" + message.location() + ")");
            }
        });
        context.onWebError(error -> note("error: " + error.error()));
        window = Optional.of(context);
        Page opened = context.newPage();
        page = Optional.of(opened);
        return opened;
    }

    private void watch(Request request) {
        URI asked = URI.create(request.url());
        boolean own = OWN_SCHEMES.contains(asked.getScheme())
                || (asked.getScheme().equals(url.getScheme())
                        && Optional.ofNullable(asked.getAuthority()).equals(Optional.ofNullable(url.getAuthority())));
        if (!own) {
            note("request to another host: " + request.url());
        }
    }

    private void note(String what) {
        if (expected.stream().noneMatch(pattern -> pattern.matcher(what).find())) {
            wrong.add(what);
        }
    }

    private static String text(Rule rule) {
        String nodes = rule.getNodes().stream()
                .limit(3)
                .map(node -> node.getTarget() + " " + node.getHtml())
                .toList()
                .toString();
        return rule.getImpact() + ", " + rule.getId() + ": " + rule.getHelp() + " at " + nodes;
    }
}
