package dev.caravan.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.caravan.web.Visit.named;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** Read-only SQL on the page. */
@BrowserTest
class QueryViewTest {

    @Test
    void controlAndEnterRunWhatIsWritten(Visit visit) {
        Page page = visit.open("#/query");
        page.getByLabel("SQL", new Page.GetByLabelOptions().setExact(true))
                .fill("select symbol, name\nfrom star.dim_coin\nwhere coin_id in (90, 80)");

        visit.press("Control+Enter");

        assertThat(outcome(page)).containsText("2 rows in ");
        assertThat(page.getByRole(AriaRole.CELL, named("Ethereum"))).isVisible();
        visit.assertAccessible();
        visit.screenshot("query");
    }

    @Test
    void aWriteIsRefusedWithWhatToDoInstead(Visit visit) {
        visit.expecting("status of 4\\d\\d");
        Page page = visit.open("#/query");
        page.getByLabel("SQL", new Page.GetByLabelOptions().setExact(true)).fill("drop table star.dim_coin");

        page.getByRole(AriaRole.BUTTON, named("Run")).click();

        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        assertThat(page.getByText("failed")).isVisible();
        visit.screenshot("query-refused");
    }

    @Test
    void aTableOfTheCatalogIsLookedAt(Visit visit) {
        Page page = visit.open("#/query");
        page.getByRole(AriaRole.COMBOBOX, named("Look at a table")).focus();
        page.keyboard().type("dim_exchange");
        assertThat(page.getByRole(AriaRole.LISTBOX, named("Look at a table"))).containsText("dim_exchange");
        visit.press("Enter");

        page.getByRole(AriaRole.BUTTON, named("Run")).click();

        assertThat(outcome(page)).containsText("100 rows in ");
    }

    @Test
    void whatWasAskedIsThereAgainAfterAVisitToAnotherView(Visit visit) {
        Page page = visit.open("#/query");
        page.getByLabel("SQL", new Page.GetByLabelOptions().setExact(true)).fill("select 42 as answer");
        visit.press("Control+Enter");
        assertThat(outcome(page)).containsText("1 row in ");

        page.getByRole(AriaRole.LINK, named("Tables")).click();
        page.getByRole(AriaRole.LINK, named("Query")).click();

        assertThat(page.getByLabel("SQL", new Page.GetByLabelOptions().setExact(true)))
                .hasValue("select 42 as answer");
        assertThat(page.getByText("1 row, ")).isVisible();
    }

    @Test
    void theDarkAndThePhoneAreNoLess(Visit visit) {
        Page page = visit.phone().dark().open("#/query");

        assertThat(page.getByRole(AriaRole.HEADING, named("Query"))).isVisible();
        visit.assertNothingSticksOut();
        visit.assertAccessible();
        visit.screenshot("query-phone-dark");
    }

    /** What is told of the result; those who don't see the page are told the same elsewhere. */
    private static Locator outcome(Page page) {
        return page.getByRole(AriaRole.REGION, named("Result"));
    }
}
