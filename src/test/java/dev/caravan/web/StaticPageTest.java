package dev.caravan.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.caravan.pipeline.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The exported folder, opened from disk by a real browser. */
@BrowserTest
class StaticPageTest {
    private static final Path FOLDER = Path.of("target/static-page");

    @Test
    void everyViewOpensFromDisk(Visit visit, DemoSite demo) {
        visit.at(exported(demo).toUri());

        Page page = visit.open("index.html#/market");
        assertThat(page.locator("canvas").first()).isVisible();
        for (String view :
                List.of("tables/coins", "catalog", "catalog/model.caravan.dim_coin", "diagram", "lineage", "runs")) {
            visit.open("index.html#/" + view);
            assertThat(page.locator("h1")).isVisible();
            assertThat(page.locator("[role=alert]")).hasCount(0);
            visit.screenshot(view.replace('/', '-'));
        }
    }

    @Test
    void namesFromOutsideAreTextThere(Visit visit, DemoSite demo) {
        visit.at(exported(demo).toUri());

        Page page = visit.open("index.html#/tables/coins?q=onerror");

        assertThat(page.getByText("<img src=x onerror=").first()).isVisible();
        assertThat(page).not().hasTitle(Pattern.compile("taken over"));
    }

    @Test
    void theSameDataGiveTheSameFilesButForTimes(DemoSite demo) throws IOException {
        List<String> first = files(exported(demo));
        List<String> second = files(exported(demo));

        assertThat(second).isEqualTo(first).anyMatch(file -> file.startsWith("catalog.json"));
    }

    private static Path exported(DemoSite demo) {
        try (Site site = demo.caravan().site()) {
            return SiteExport.write(site, FOLDER, Optional.empty()).folder();
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> folder.relativize(file) + " " + withoutTimes(file))
                    .toList();
        }
    }

    private static int withoutTimes(Path file) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .replaceAll("(generatedAt|generated_at)\" ?: ?\"[^\"]*\"", "")
                    .hashCode();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
