package dev.caravan.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.caravan.web.Visit.region;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ran, what runs, and what became of it, down to the line that a row comes from. */
@BrowserTest
class RunsViewTest {

    @Test
    void theHistoryLeadsToARunAndWhenItsNodesWorked(Visit visit) {
        Page page = visit.open("#/runs");

        Locator history = region(page, "History");
        assertThat(history).containsText("success");
        visit.assertAccessible();
        visit.screenshot("runs");
        history.getByRole(AriaRole.LINK).first().click();

        assertThat(region(page, "When each node worked")).containsText("fct_market_quotes");
        assertThat(region(page, "Batches")).containsText("coins");
        visit.assertAccessible();
        visit.screenshot("run");
    }

    @Test
    void aHostileNameIsTextInTheLineThatItsRowComesFrom(Visit visit) {
        Page page = visit.open("#/tables/coins?q=onerror");

        page.getByTitle(Pattern.compile("^Batch .*, line ")).first().click();

        assertThat(region(page, "A line of it")).containsText("<img src=x onerror=\"document.title='taken over'\">");
        assertThat(page).hasTitle("Batch of coins · Caravan");
        visit.assertAccessible();
        visit.screenshot("line");
    }

    @Test
    void aBatchShowsItsFilesAndTheLineThatIsAskedFor(Visit visit) {
        Page page = visit.open("#/batches?dataset=markets");

        page.getByRole(AriaRole.ROWHEADER).getByRole(AriaRole.LINK).first().click();
        assertThat(region(page, "Files")).containsText("part-00000.csv.zst");
        page.getByLabel("Line", new Page.GetByLabelOptions().setExact(true)).fill("3");
        visit.press("Enter");

        assertThat(region(page, "A line of it")).containsText("part-00000.csv.zst, line 3");
        assertThat(page.locator("dt", new Page.LocatorOptions().setHasText("price_usd")))
                .isVisible();
    }

    @Test
    void aBatchWhoseFilesWerePrunedSaysSo(Visit visit, @TempDir Path folder) throws Exception {
        try (DemoSite site = DemoSite.empty(folder, Map.of("retention.keep", "0"))) {
            site.caravan().extract(List.of("global"));
            site.caravan().load(List.of("global"));
            site.caravan().prune(List.of("global"));
            Page page = visit.at(site.url()).open("#/batches");

            assertThat(page.getByTitle(Pattern.compile("^Files pruned at "))).containsText("pruned");
            visit.assertAccessible();
            visit.screenshot("batches-pruned");
            page.getByRole(AriaRole.ROWHEADER).getByRole(AriaRole.LINK).first().click();
            assertThat(region(page, "Files"))
                    .containsText(Pattern.compile(
                            "The files were deleted\\s+from the landing at .*" + "the rows stand in raw.global"));
            assertThat(page.getByText("A line of it")).hasCount(0);
            visit.assertAccessible();
            visit.screenshot("batch-pruned");

            page.navigate(page.url() + "?part=0&line=2");
            assertThat(region(page, "Files")).containsText("Line 2 of part 0 can no longer be shown.");
        }
    }

    @Test
    void aPhoneInTheDarkReadsARunAndABatch(Visit visit) {
        Page page = visit.phone().dark().open("#/runs");

        region(page, "History").getByRole(AriaRole.LINK).first().click();
        assertThat(region(page, "When each node worked")).isVisible();
        visit.assertNothingSticksOut();
        visit.assertAccessible();
        visit.screenshot("run-phone-dark");

        region(page, "Batches").getByRole(AriaRole.LINK).first().click();
        assertThat(region(page, "Files")).isVisible();
        visit.assertNothingSticksOut();
        visit.assertAccessible();
        visit.screenshot("batch-phone-dark");
    }

    @Test
    void theTimeOfEveryBarHasRoomOnAPhone(Visit visit) {
        Page page = visit.phone().open("#/runs");
        // of ten seconds: to the end from the begin, from before the middle, from after it; and a short one at the
        // begin
        List<double[]> spans =
                List.of(new double[] {0, 10}, new double[] {3.4, 6.6}, new double[] {5.9, 4.1}, new double[] {0, 0.1});
        page.route("**/api/runs/*", route -> {
            ObjectNode run = (ObjectNode) read(route.fetch().body());
            for (int i = 0; i < run.get("nodes").size(); i++) {
                double[] span = spans.get(i % spans.size());
                ((ObjectNode) run.get("nodes").get(i))
                        .put(
                                "startedAt",
                                Instant.EPOCH
                                        .plusMillis((long) (span[0] * 1_000))
                                        .toString())
                        .put("seconds", span[1]);
            }
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(run.toString()));
        });

        region(page, "History").getByRole(AriaRole.LINK).first().click();

        assertThat(region(page, "When each node worked")).containsText("10.0 s");
        visit.assertNothingSticksOut();
        visit.assertAccessible();
        visit.screenshot("run-phone-spans");
    }

    @Test
    void aRunIsToldAsItGoesAndThenWhatFailed(Visit visit, @TempDir Path folder) throws Exception {
        try (DemoSite site = DemoSite.empty(folder, Map.of("var.movers_limit", "no_such_column"))) {
            Page page = visit.at(site.url()).open("#/runs");
            assertThat(page.getByText("Nothing ran yet")).isVisible();
            page.waitForResponse("**/api/events", page::reload);

            CompletableFuture<Void> run =
                    CompletableFuture.runAsync(() -> site.caravan().run(List.of(), List.of(), false));

            assertThat(page.getByText("run is running")).isVisible();
            visit.screenshot("runs-live");
            run.join();
            assertThat(region(page, "History")).containsText("no_such_column");
            region(page, "History").getByRole(AriaRole.LINK).first().click();
            assertThat(region(page, "What failed")).containsText("coin_movers");
            assertThat(region(page, "What failed")).containsText("no_such_column");
            visit.assertAccessible();
            visit.screenshot("run-failed");
        }
    }

    private static JsonNode read(byte[] json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
