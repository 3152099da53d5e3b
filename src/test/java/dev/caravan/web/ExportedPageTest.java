package dev.caravan.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.caravan.pipeline.site.Site;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that {@code docs generate} writes, opened from disk: no server, and no error either. */
@BrowserTest
class ExportedPageTest {

    @Test
    void everyViewOpensFromDisk(Visit visit, DemoSite demo, @TempDir Path folder) {
        Path exported = folder.resolve("docs");
        try (Site site = demo.caravan().site()) {
            SiteExport.write(site, exported, Optional.empty());
        }
        visit.at(exported.resolve("index.html").toUri());

        assertSees(visit, "#/catalog", "fct_market_quotes");
        assertSees(visit, "#/catalog/model.caravan.dim_coin", "Coinlore's id of the coin.");
        assertSees(visit, "#/catalog/dictionary", "volume_quote");
        assertSees(visit, "#/diagram", "fct_coin_snapshots");
        assertSees(visit, "#/lineage/model.caravan.dim_coin?up=1&down=1", "Levels up");
        visit.screenshot("lineage");
        assertSees(visit, "#/runs", "History");
        assertSees(visit, "#/batches?dataset=coins", "7,001");
        assertSees(visit, "#/tables/exchanges", "Binance");
        assertSees(visit, "#/market", "Market");
        visit.screenshot("market");
    }

    @Test
    void whatNeedsAServerIsNotOffered(Visit visit, DemoSite demo, @TempDir Path folder) {
        Path exported = folder.resolve("docs");
        try (Site site = demo.caravan().site()) {
            SiteExport.write(site, exported, Optional.empty());
        }

        Page page = visit.at(exported.resolve("index.html").toUri()).open("#/tables/coins");

        assertThat(page.getByRole(
                        AriaRole.LINK, new GetByRoleOptions().setName("Runs").setExact(true)))
                .isVisible();
        assertThat(page.getByRole(
                        AriaRole.LINK, new GetByRoleOptions().setName("Query").setExact(true)))
                .hasCount(0);
        assertThat(page.getByText("CSV")).hasCount(0);
    }

    private static void assertSees(Visit visit, String address, String text) {
        Page page = visit.open(address);
        assertThat(page.locator("main")).containsText(text);
    }
}
