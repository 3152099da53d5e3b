package dev.caravan.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.caravan.web.Visit.named;
import static dev.caravan.web.Visit.region;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The market as people look at it: a series closely, and the whole around it. */
@BrowserTest
class MarketViewTest {
    private static final Pattern CANDLES = Pattern.compile("Price and volume of BTCUSDT, .*, candles of .*");

    @Test
    void theNewestCandlesStandBesideTheWholeMarket(Visit visit) {
        Page page = visit.open("#/market");

        assertThat(page).hasTitle("Market · Caravan");
        assertThat(page.getByText("Value of the first 100")).isVisible();
        assertThat(chart(page, CANDLES)).isVisible();
        assertThat(page.getByRole(AriaRole.REGION, named("Quotes of \u2068Bitcoin\u2069 by exchange")))
                .isVisible();
        assertThat(page.getByRole(AriaRole.LIST, named("Exchange volume by country")))
                .isVisible();
        assertThat(chart(page, Pattern.compile("The 50 coins of greatest market cap.*")))
                .isVisible();
        visit.assertAccessible();
        visit.screenshot("market");
    }

    @Test
    void aZoomAsksForFinerCandlesAndKeepsThePictureMeanwhile(Visit visit) {
        Page page = visit.open("#/market/BTCUSDT?period=all");
        assertThat(chart(page, CANDLES)).isVisible();
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> asked.add(request.url()));

        for (int i = 0; i < 5; i++) {
            page.getByRole(AriaRole.BUTTON, named("Zoom in")).click();
            assertThat(chart(page, CANDLES)).isVisible();
        }

        assertThat(page.locator("p").filter(new Locator.FilterOptions().setHasText("candles of 1 minute")))
                .isVisible();
        page.waitForCondition(() -> asked.stream().anyMatch(url -> url.contains("bucket_seconds=60")));
        visit.screenshot("market-zoomed");
    }

    @Test
    void theAddressNamesSeriesPeriodAndComparison(Visit visit) {
        Page page = visit.open("#/market/BTCUSDT?period=1D&compare=spot-ETHUSDT");

        assertThat(page.getByRole(AriaRole.BUTTON, named("1D"))).hasAttribute("aria-pressed", "true");
        assertThat(chart(page, Pattern.compile("BTCUSDT, ETHUSDT, indexed to 100, .*")))
                .isVisible();

        page.getByRole(AriaRole.BUTTON, named("Take ETHUSDT spot out")).click();

        assertThat(chart(page, CANDLES)).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*#/market/BTCUSDT\\?period=1D$"));
    }

    @Test
    void aCoinWithoutCandlesShowsItsPolls(Visit visit) {
        Page page = visit.open("#/market/coin/257");

        assertThat(page.getByText("No candles are landed for this coin: the line is its price at 1 poll."))
                .isVisible();
        assertThat(chart(page, Pattern.compile("Price of .*Cardano.* at each poll")))
                .isVisible();
    }

    @Test
    void theKeyboardFindsACoin(Visit visit) {
        Page page = visit.open("#/market");
        Locator search = page.getByRole(AriaRole.COMBOBOX, named("Find a coin or series"));
        assertThat(search).hasValue("BTCUSDT");

        search.focus();
        page.keyboard().type("Cardan");
        assertThat(page.getByRole(AriaRole.OPTION)).containsText("Cardano");
        visit.press("Enter");

        assertThat(page).hasURL(Pattern.compile(".*#/market/coin/257$"));
        assertThat(page.getByRole(AriaRole.HEADING, named("Cardano ADA"))).isVisible();
    }

    @Test
    void namesFromOutsideAreText(Visit visit) {
        Page page = visit.open("#/market");
        assertThat(page.getByText("Value of the first 100")).isVisible();

        page.getByRole(AriaRole.BUTTON, named("Table")).click();

        DemoSite.HOSTILE_NAMES.values().forEach(name -> assertThat(page.getByRole(AriaRole.LINK, named(name)))
                .isVisible());
        assertThat(page).hasTitle("Market · Caravan");
        visit.screenshot("market-hostile-names");
    }

    @Test
    void figuresOfAChartAreAlsoATable(Visit visit) {
        Page page = visit.open("#/market/BTCUSDT?period=1D");

        region(page, "Price").getByText("Figures as a table").click();

        assertThat(page.getByRole(AriaRole.COLUMNHEADER, named("Close"))).isVisible();
        visit.assertAccessible();
    }

    @Test
    void theDarkAndThePhoneAreNoLess(Visit visit) {
        Page page = visit.phone().dark().open("#/market");

        assertThat(chart(page, CANDLES)).isVisible();
        assertThat(page.getByRole(AriaRole.NAVIGATION, named("Views"))).isInViewport();
        visit.assertNothingSticksOut();
        visit.assertAccessible();
        visit.screenshot("market-phone-dark");
    }

    @Test
    void theThemeThatIsChosenStays(Visit visit) {
        Page page = visit.open("#/market");
        page.getByRole(AriaRole.BUTTON, named("Use the dark theme")).click();

        page.reload();

        assertThat(page.getByRole(AriaRole.BUTTON, named("Use the light theme")))
                .isVisible();
        assertThat(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(17, 18, 22)");
    }

    private static Locator chart(Page page, Pattern label) {
        return page.getByRole(AriaRole.IMG, new GetByRoleOptions().setName(label));
    }
}
