package dev.caravan.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** What every test of the page stands on: a server that a browser can read, and eyes that see what goes wrong. */
@BrowserTest
class BrowserBaseTest {

    @Test
    void aPageIsServedWithItsScriptsAndEvents(Visit visit) {
        Page page = visit.open("probe/probe.html");

        assertThat(page.locator("#mode")).hasText("live");
        assertThat(page.locator("#events")).hasText("idle");
        visit.assertAccessible();
        visit.screenshot("probe");
    }

    @Test
    void aPhoneInTheDarkSeesItAsSuch(Visit visit) {
        Page page = visit.phone().dark().open("probe/probe.html");

        assertThat(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(17, 17, 17)");
        assertThat(page.evaluate("() => window.innerWidth")).isEqualTo(390);
        visit.assertNothingSticksOut();
        visit.screenshot("probe-phone-dark");
    }

    @Test
    void theKeyboardGoesFromOneThingToTheNext(Visit visit) {
        visit.open("probe/probe.html");

        visit.tabTo("link \"First\"", 3);
        visit.press("Tab");

        assertThat(visit.focused()).isEqualTo("button \"Second\"");
    }

    @Test
    void anErrorOnTheConsoleFailsTheTest(Visit visit) {
        Page page = visit.open("probe/probe.html");

        page.evaluate("() => console.error('broken')");

        assertThatThrownBy(visit::assertNothingWentWrong).hasMessageContaining("broken");
        visit.expecting(".*");
    }

    @Test
    void thePolicyKeepsScriptsInMarkupAndOtherHostsOut(Visit visit) {
        visit.expecting("Content Security Policy|violates the following");
        Page page = visit.open("probe/probe.html");

        page.evaluate(
                """
                () => {
                    const image = document.createElement("div");
                    image.innerHTML = "<img src='data:,' onerror='document.title = \\"taken over\\"'>";
                    document.body.append(image);
                    return fetch("http://192.0.2.1/").catch(() => null);
                }
                """);

        assertThat(page).hasTitle("Probe");
    }
}
