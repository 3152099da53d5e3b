package dev.caravan.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.caravan.web.Visit.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The four tables: the server sorts, filters and pages them, the address holds what was chosen. */
@BrowserTest
class TablesViewTest {

    @Test
    void eachOfTheFourTablesHasRows(Visit visit) {
        Page page = visit.open("#/tables/coins");

        for (String table : List.of("Coins", "Historical data", "Exchanges", "Top coins")) {
            page.getByRole(AriaRole.LINK, named(table)).click();

            assertThat(page).hasTitle(table + " · Caravan");
            assertThat(page.getByRole(AriaRole.ROW)).hasCount(51);
            visit.assertAccessible();
            visit.screenshot(table.toLowerCase().replace(' ', '-'));
        }
    }

    @Test
    void sortingAndFilteringStandInTheAddress(Visit visit) {
        Page page = visit.open("#/tables/coins");
        page.getByRole(AriaRole.BUTTON, named("Filter columns")).click();
        page.getByLabel("Filter Name").fill("bitcoin");
        page.getByLabel("Filter Rank").fill("<=100");
        page.getByRole(AriaRole.BUTTON, named("Name")).click();
        // a field tells what was typed after a pause, and may do so after what was clicked
        for (String part : List.of("filter.name=bitcoin", "filter.rank=", "sort=name")) {
            assertThat(page).hasURL(Pattern.compile(part));
        }

        Page sharedWithAnother = visit.open(page.url());

        assertThat(sharedWithAnother.getByLabel("Filter Name")).hasValue("bitcoin");
        assertThat(sharedWithAnother.getByRole(AriaRole.COLUMNHEADER, named("Name")))
                .hasAttribute("aria-sort", "ascending");
        assertThat(cell(sharedWithAnother, "Bitcoin Cash")).isVisible();
        assertThat(cell(sharedWithAnother, "Ethereum")).isHidden();
    }

    /** On a slow machine a person types before the page has drawn the field; here that is done between two frames. */
    @Test
    void whatIsTypedIntoAFieldThatIsNotYetDrawnStays(Visit visit) {
        Page page = visit.open("#/tables/coins");
        // the fields are those of the answer's columns, which cannot come between two frames
        cell(page, "Ethereum").waitFor();

        page.evaluate(
                """
                async () => {
                    const field = () => document.querySelector("[aria-label='Filter Name']");
                    [...document.querySelectorAll("button")].find(button => button.textContent.includes("Filter columns")).click();
                    while (!field()) await null;
                    field().value = "bitcoin";
                    field().dispatchEvent(new Event("input", { bubbles: true }));
                }
                """);

        assertThat(page).hasURL(Pattern.compile("filter.name=bitcoin"));
        assertThat(page.getByLabel("Filter Name")).hasValue("bitcoin");
        assertThat(cell(page, "Ethereum")).isHidden();
    }

    @Test
    void aFilterIsNotAskedForBeforeItIsWhole(Visit visit) {
        Page page = visit.open("#/tables/coins?filter.rank=%3C%3D3");
        assertThat(page.getByRole(AriaRole.ROW)).hasCount(5);

        page.getByLabel("Filter Rank").fill(">=");

        assertThat(page.getByLabel("Filter Rank")).hasAttribute("aria-invalid", "true");
        assertThat(page.getByRole(AriaRole.ROW)).hasCount(5);
    }

    @Test
    void pagesFollowOneAnother(Visit visit) {
        Page page = visit.open("#/tables/coins?limit=25");
        assertThat(page.getByText(Pattern.compile("^1–25 of [\\d,]+$"))).isVisible();

        page.getByRole(AriaRole.BUTTON, named("Next page")).click();

        assertThat(page.getByText(Pattern.compile("^26–50 of [\\d,]+$"))).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*offset=25.*"));
    }

    @Test
    void everyRowKnowsItsBatchPartAndLine(Visit visit) {
        Page page = visit.open("#/tables/coins?q=bitcoin");

        page.getByRole(
                        AriaRole.LINK,
                        new GetByRoleOptions().setName(Pattern.compile("^Batch .*, part \\d+, line \\d+$")))
                .first()
                .click();

        assertThat(page).hasURL(Pattern.compile(".*#/batches/[^?]+\\?part=\\d+&line=\\d+$"));
    }

    @Test
    void theRowsOfTheTableAreDownloadedAsCsv(Visit visit) throws IOException {
        Page page = visit.open("#/tables/coins?filter.rank=%3C%3D3");

        Download download = page.waitForDownload(
                () -> page.getByRole(AriaRole.LINK, named("CSV")).click());

        assertThat(Files.readAllLines(download.path())).hasSize(4);
    }

    @Test
    void namesFromOutsideAreText(Visit visit) {
        Page page = visit.open("#/tables/coins?limit=100");

        DemoSite.HOSTILE_NAMES.values().forEach(name -> assertThat(cell(page, name))
                .isVisible());
        assertThat(page).hasTitle("Coins · Caravan");
    }

    @Test
    void theKeyboardReachesEverything(Visit visit) {
        Page page = visit.open("#/tables/coins");
        assertThat(page.getByRole(AriaRole.ROW)).hasCount(51);

        visit.press("Tab");
        assertThat(visit.focused()).isEqualTo("link \"Skip to the content\"");
        visit.press("Enter");
        visit.tabTo("link \"Exchanges\"", 4);
        visit.press("Enter");

        assertThat(page).hasTitle("Exchanges · Caravan");
        assertThat(visit.focused()).isEqualTo("h1 \"Exchanges\"");
        visit.tabTo("button \"Name\"", 12);
        visit.press("Enter");
        assertThat(page.getByRole(AriaRole.COLUMNHEADER, named("Name"))).hasAttribute("aria-sort", "ascending");
    }

    @Test
    void theDarkAndThePhoneAreNoLess(Visit visit) {
        Page page = visit.phone().dark().open("#/tables/top_coins");

        assertThat(page.getByRole(AriaRole.ROW)).hasCount(51);
        visit.assertNothingSticksOut();
        visit.assertAccessible();
        visit.screenshot("top-coins-phone-dark");
    }

    private static Locator cell(Page page, String text) {
        return page.getByRole(AriaRole.CELL, named(text)).first();
    }
}
