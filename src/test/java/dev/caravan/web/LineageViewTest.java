package dev.caravan.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The way of a row, drawn for eyes and listed for keyboards. */
@BrowserTest
class LineageViewTest {
    private static final double MOST_SECONDS = 2;

    @Test
    void theWholeGraphIsDrawnAndListed(Visit visit) {
        Page page = visit.open("#/lineage");

        int drawn = drawn(page);
        assertThat(list(page).getByRole(AriaRole.LINK)).hasCount(drawn);
        assertThat(drawn).isGreaterThan(30);
        visit.assertAccessible();
        visit.screenshot("lineage");
    }

    @Test
    void theArrowKeysWalkTheEdges(Visit visit) {
        Page page = visit.open("#/lineage/model.caravan.stg_global");
        drawn(page);

        list(page)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("stg_global"))
                .focus();
        visit.press("ArrowLeft");
        assertThat(page.getByLabel("The chosen node")).containsText("raw");
        assertThat(page.locator("[aria-current=true]")).isFocused();
        visit.press("ArrowLeft");

        assertThat(page.getByLabel("The chosen node")).containsText("/api/global/");
        assertThat(page.locator("[aria-current=true]")).isFocused();
    }

    @Test
    void aFocusShowsOnlyWhatIsNear(Visit visit) {
        Page page = visit.dark().open("#/lineage/model.caravan.dim_coin?up=1&down=0&colours=result");

        assertThat(drawn(page)).isEqualTo(3);
        assertThat(list(page)).containsText("stg_coins");
        visit.screenshot("lineage-focus-dark");

        page.getByLabel("Levels up").selectOption("2");

        page.waitForFunction("() => Number(document.querySelector('[data-drawn]').dataset.drawn) > 3");
        assertThat(page).hasURL(Pattern.compile("up=2&down=0&colours=result$"));
    }

    @Test
    void aNodeIsFoundByAPartOfItsName(Visit visit) {
        Page page = visit.open("#/lineage");
        drawn(page);

        page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName("Find a node"))
                .fill("market_q");
        visit.press("Enter");

        assertThat(page.getByLabel("The chosen node")).containsText("fct_market_quotes");
        visit.assertAccessible();
    }

    @Test
    void aPhoneSeesTheDrawingAndTheChosenNode(Visit visit) {
        Page page = visit.phone().open("#/lineage/model.caravan.dim_exchange?up=1&down=1");

        drawn(page);
        assertThat(page.getByLabel("The chosen node")).isVisible();
        visit.assertNothingSticksOut();
        visit.assertAccessible();
        visit.screenshot("lineage-phone");
    }

    /** Counted in time of the page's own thread: what else the machine does is not the page's doing. */
    @Test
    void aThousandNodesAreThereInTwoSeconds(Visit visit) {
        Page page = visit.open("#/lineage/nothing?up=0");
        page.route(
                "**/api/lineage",
                route -> route.fulfill(
                        new FulfillOptions().setContentType("application/json").setBody(ThousandNodes.json())));
        CDPSession session = page.context().newCDPSession(page);
        JsonObject threadTime = new JsonObject();
        threadTime.addProperty("timeDomain", "threadTicks");
        session.send("Performance.enable", threadTime);

        page.reload();
        page.waitForFunction("() => document.querySelector('[data-drawn=\"1000\"]')");
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

        visit.screenshot("lineage-thousand");
        assertThat(seconds(session)).isLessThan(MOST_SECONDS);
    }

    private static double seconds(CDPSession session) {
        for (var metric : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            if (metric.getAsJsonObject().get("name").getAsString().equals("TaskDuration")) {
                return metric.getAsJsonObject().get("value").getAsDouble();
            }
        }
        throw new IllegalStateException("Chromium tells no TaskDuration");
    }

    /** How many nodes are drawn, once they are. */
    private static int drawn(Page page) {
        return Integer.parseInt(page.locator("[data-drawn]").getAttribute("data-drawn"));
    }

    private static Locator list(Page page) {
        return page.getByRole(AriaRole.NAVIGATION, new GetByRoleOptions().setName("Nodes of the lineage"));
    }
}
