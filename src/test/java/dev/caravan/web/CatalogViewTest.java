package dev.caravan.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.caravan.web.Visit.named;
import static dev.caravan.web.Visit.region;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The data dictionary, as people find and read it. */
@BrowserTest
class CatalogViewTest {

    @Test
    void everyLayerIsListedWithTestsAndResults(Visit visit) {
        Page page = visit.open("#/catalog");

        assertThat(region(page, "API")).containsText("/api/tickers/");
        assertThat(row(page, "raw.coins", "Raw")).containsText("7,001");
        assertThat(row(page, "dim_coin", "Star")).containsText("success");
        assertThat(region(page, "Analyses")).containsText("candles");
        visit.assertAccessible();
        visit.screenshot("catalog");
    }

    @Test
    void wordsAndFiltersNarrowTheList(Visit visit) {
        Page page = visit.open("#/catalog");

        page.getByLabel("Search the catalog").fill("quotes exchange");
        page.getByLabel("Layer").selectOption("star");

        assertThat(link(page, "fct_market_quotes")).isVisible();
        assertThat(link(page, "dim_coin")).hasCount(0);
        assertThat(link(page, "quotes_by_exchange")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile("q=quotes.exchange&layer=star$"));
    }

    @Test
    void aNodeShowsItsColumnsTestsAndBothSidesOfItsSql(Visit visit) {
        Page page = visit.open("#/catalog/model.caravan.fct_market_quotes");

        Locator coinId = page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText("coin_id"))
                .first();
        assertThat(coinId).containsText("foreign key");
        assertThat(coinId).containsText("relationships");
        assertThat(region(page, "models/star/fct_market_quotes.sql")).containsText("${ref(\"stg_markets\")}");
        assertThat(region(page, "Compiled, all rows")).containsText("\"staging\".\"stg_markets\"");
        assertThat(region(page, "Used by")).containsText("quotes_by_exchange");
        visit.assertAccessible();
        visit.screenshot("node");

        page.getByRole(AriaRole.TAB, new GetByRoleOptions().setName("Incremental"))
                .click();

        assertThat(region(page, "Compiled, new rows only")).isVisible();
    }

    @Test
    void theKeyboardLeadsFromTheListToANodeAndItsLineage(Visit visit) {
        Page page = visit.open("#/catalog?layer=star");
        assertThat(link(page, "dim_coin")).isVisible();

        visit.tabTo("link \"dim_coin\"", 40);
        visit.press("Enter");
        assertThat(heading(page, "dim_coin")).isFocused();
        visit.tabTo("link \"Show in the lineage\"", 5);
        visit.press("Enter");

        assertThat(heading(page, "Lineage")).isVisible();
        assertThat(page).hasURL(Pattern.compile("#/lineage/model\\.caravan\\.dim_coin\\?up=2&down=2$"));
    }

    @Test
    void theDictionaryHoldsTheColumnsOfStarAndMarts(Visit visit) {
        Page page = visit.open("#/catalog/dictionary");

        assertThat(region(page, "fct_ohlcv")).containsText("volume_quote");
        assertThat(region(page, "coin_movers")).containsText("percent_change_24h");
        assertThat(page.getByText("stg_coins")).hasCount(0);
        visit.assertAccessible();
        visit.screenshot("dictionary");
    }

    @Test
    void theDiagramIsDrawnAndSaidInWords(Visit visit) {
        Page page = visit.open("#/diagram");

        assertThat(region(page, "The same in words")).containsText("fct_coin_snapshots");
        page.waitForFunction("() => document.querySelector('.diagram-frame img').naturalWidth > 300");
        visit.assertAccessible();
        visit.screenshot("diagram");
    }

    @Test
    void aPhoneInTheDarkReadsANode(Visit visit) {
        Page page = visit.phone().dark().open("#/catalog/model.caravan.dim_coin");

        assertThat(region(page, "Columns")).containsText("symbol");
        visit.assertNothingSticksOut();
        visit.assertAccessible();
        visit.screenshot("node-phone-dark");

        visit.open("#/catalog");

        assertThat(link(page, "dim_exchange")).isVisible();
        visit.assertNothingSticksOut();
        visit.screenshot("catalog-phone-dark");
    }

    @Test
    void aNodeThatIsNotThereIsToldInWords(Visit visit) {
        visit.expecting("404");

        Page page = visit.open("#/catalog/model.caravan.%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("there is nothing at");
        assertThat(page.locator("main img")).hasCount(0);
    }

    private static Locator row(Page page, String name, String layer) {
        Locator link = page.getByRole(AriaRole.LINK, named(name));
        return region(page, layer).getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHas(link));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, named(name));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new GetByRoleOptions().setName(name).setLevel(1));
    }
}
